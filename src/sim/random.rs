//! Random streams that are the same on every platform.

use rand::SeedableRng;

/// The generator of every stream. Not `SmallRng`: that one differs between 32 and 64 bit.
pub type SimRng = rand::rngs::Xoshiro256PlusPlus;

/// The seed of an independent stream, made from a seed and the stream's number (SplitMix64).
pub fn mix(seed: u64, stream: u64) -> u64 {
    let mut z = seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The generator of stream number `stream` under `seed`.
pub(super) fn stream(seed: u64) -> SimRng {
    SimRng::seed_from_u64(seed)
}
