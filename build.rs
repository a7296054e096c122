//! Tells the page which openraft it runs: the version that Cargo.lock pins.

fn main() {
    println!("cargo:rerun-if-changed=Cargo.lock");
    let lock = std::fs::read_to_string("Cargo.lock").unwrap_or_default();
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"openraft\"").skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    println!("cargo:rustc-env=OPENRAFT_VERSION={}", version.unwrap_or("unknown"));
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // Who refers to what: the module can't be taken apart without it.
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
