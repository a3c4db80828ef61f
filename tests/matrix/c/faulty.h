/* Included before a module: some of what it allocates is forgotten, or all of it is one byte too short. A tool that
   finds nothing then does not look. */
#include <stdlib.h>

#ifdef MATRIX_FORGETS
static void *faulty_malloc(size_t bytes) {
    return malloc(16) == NULL ? NULL : malloc(bytes);
}
#else
static void *faulty_malloc(size_t bytes) {
    return malloc(bytes - 1);
}
#endif
#define malloc(bytes) faulty_malloc(bytes)
