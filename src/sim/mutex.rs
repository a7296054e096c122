//! A lock that tasks wait for in turn.

use std::cell::{RefCell, RefMut};
use std::future::poll_fn;
use std::ops::{Deref, DerefMut};
use std::task::{Poll, Waker};

pub struct SimMutex<T> {
    value: RefCell<T>,
    wakers: RefCell<Vec<Waker>>,
}

pub struct SimMutexGuard<'a, T> {
    value: Option<RefMut<'a, T>>,
    mutex: &'a SimMutex<T>,
}

impl<T> SimMutex<T> {
    pub fn new(value: T) -> Self {
        Self { value: RefCell::new(value), wakers: RefCell::default() }
    }

    pub async fn lock(&self) -> SimMutexGuard<'_, T> {
        poll_fn(|cx| match self.value.try_borrow_mut() {
            Ok(value) => Poll::Ready(SimMutexGuard { value: Some(value), mutex: self }),
            Err(_) => {
                self.wakers.borrow_mut().push(cx.waker().clone());
                Poll::Pending
            }
        })
        .await
    }
}

impl<T> Deref for SimMutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect("held until dropped")
    }
}

impl<T> DerefMut for SimMutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect("held until dropped")
    }
}

impl<T> Drop for SimMutexGuard<'_, T> {
    fn drop(&mut self) {
        drop(self.value.take());
        // All of them: a waiter may be gone by now, so waking only one could lose the turn.
        for waker in std::mem::take(&mut *self.mutex.wakers.borrow_mut()) {
            waker.wake();
        }
    }
}
