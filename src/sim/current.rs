//! Which kernel runs the calling task: openraft's runtime is made of functions without a receiver.

use std::cell::RefCell;
use std::rc::Rc;

use super::Kernel;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Kernel>>> = const { RefCell::new(None) };
}

/// While it lives, its kernel is the current one of this thread.
pub struct Entered(Option<Rc<Kernel>>);

impl Drop for Entered {
    fn drop(&mut self) {
        let outer = self.0.take();
        CURRENT.with(|current| *current.borrow_mut() = outer);
    }
}

pub(super) fn enter(kernel: Rc<Kernel>) -> Entered {
    CURRENT.with(|current| Entered(current.borrow_mut().replace(kernel)))
}

/// # Panics
/// Outside of every kernel.
pub(super) fn with<T>(look: impl FnOnce(&Rc<Kernel>) -> T) -> T {
    CURRENT.with(|current| look(current.borrow().as_ref().expect("called outside of a simulation")))
}
