//! The page's binary: mounts the interface.

fn main() {
    quorum::ui::mount();
}
