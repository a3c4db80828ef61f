//! Some cells again, under valgrind and with sanitizers.
