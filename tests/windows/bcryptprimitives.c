/* Rust's std asks this library for random numbers. Windows has it, Wine 8 has not. */
#include <stddef.h>

/* RtlGenRandom */
unsigned char __stdcall SystemFunction036(void *bytes, unsigned long count);

__declspec(dllexport) int __stdcall ProcessPrng(void *bytes, size_t count) {
    return SystemFunction036(bytes, (unsigned long)count);
}
