//! Client requests of valgrind's memcheck: memory that is marked as undefined is secret, and memcheck counts an
//! error at each branch and each address that depends on it (A. Langley's ctgrind, 2010).
//!
//! Only for x86-64. Outside valgrind the requests do nothing.

use std::arch::asm;

/// `VALGRIND_COUNT_ERRORS` and `RUNNING_ON_VALGRIND` in valgrind.h.
const COUNT_ERRORS: usize = 0x1201;
const RUNNING_ON_VALGRIND: usize = 0x1001;
/// `VALGRIND_MAKE_MEM_UNDEFINED` and `VALGRIND_MAKE_MEM_DEFINED` in memcheck.h.
const MAKE_MEM_UNDEFINED: usize = 0x4d43_0001;
const MAKE_MEM_DEFINED: usize = 0x4d43_0002;

/// Whether this runs in valgrind.
#[must_use]
pub fn is_running() -> bool {
    request(RUNNING_ON_VALGRIND, 0, 0) != 0
}

/// How many errors memcheck has counted so far.
#[must_use]
pub fn errors() -> usize {
    request(COUNT_ERRORS, 0, 0)
}

/// Makes memory secret.
pub fn hide<T: Copy>(memory: &mut [T]) {
    request(MAKE_MEM_UNDEFINED, memory.as_ptr().addr(), size_of_val(memory));
}

/// Makes memory public again.
pub fn reveal<T: Copy>(memory: &mut [T]) {
    request(MAKE_MEM_DEFINED, memory.as_ptr().addr(), size_of_val(memory));
}

/// The sequence of instructions that valgrind recognizes; any other processor goes through it without effect.
fn request(code: usize, first: usize, second: usize) -> usize {
    let arguments = [code, first, second, 0, 0, 0];
    let mut result = 0_usize;
    // SAFETY: the four rotations add up to 128 bits and leave rdi as it was, and rbx is exchanged with itself.
    unsafe {
        asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") arguments.as_ptr(),
            inout("rdx") result,
            options(nostack),
        );
    }
    result
}
