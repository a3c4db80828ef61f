/* median: of numbers. C99 and a C library, revision 1 of PyApi.
 *
 *     median.median(values)            the middle one, or the mean of the two in the middle
 *     median.rolling(values, window)   the medians of so many neighbours
 *
 * Its memory is its own C runtime's, and nobody else frees it.
 */
#include "python_py_api.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static python_py_api_ref py;

typedef struct numbers {
    double *at;
    uintptr_t len;
} numbers;

static python_object *fail(python_exception exception, const char *line) {
    py.t->raise(py.object, exception, vtable_api_str_from(line));
    return NULL;
}

/* The numbers of a sequence; false when an exception is raised, and then there is nothing to free. */
static bool read(python_object *sequence, numbers *out) {
    uintptr_t i;
    out->len = 0;
    if (!py.t->len(py.object, sequence, &out->len)) {
        return false;
    }
    out->at = (double *)malloc((out->len + 1) * sizeof *out->at);
    if (out->at == NULL) {
        fail(PYTHON_EXCEPTION_MEMORY, "median: out of memory");
        return false;
    }
    for (i = 0; i < out->len; i++) {
        python_object *item = py.t->index_get(py.object, sequence, i);
        bool done = item != NULL && py.t->float_get(py.object, item, &out->at[i]);
        if (item != NULL) {
            py.t->decref(py.object, item);
        }
        if (!done) {
            free(out->at);
            return false;
        }
    }
    return true;
}

static int order(const void *a, const void *b) {
    double left, right;
    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left < right ? -1 : left > right;
}

/* Of numbers that may be put in order. */
static double middle(double *at, uintptr_t len) {
    qsort(at, len, sizeof *at, order);
    return len % 2 != 0 ? at[len / 2] : (at[len / 2 - 1] + at[len / 2]) / 2;
}

static python_object *VTABLE_API_CALL median(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    python_object *out;
    numbers all;
    (void)context;
    if (count != 1) {
        return fail(PYTHON_EXCEPTION_TYPE, "median() takes one argument");
    }
    if (!read(args[0], &all)) {
        return NULL;
    }
    out = all.len == 0 ? fail(PYTHON_EXCEPTION_VALUE, "median() needs at least one value")
                       : py.t->float_new(py.object, middle(all.at, all.len));
    free(all.at);
    return out;
}

/* Appends the median of `window` numbers from `from` on. */
static bool append(python_object *list, const double *from, double *scratch, uintptr_t window) {
    python_object *value;
    bool done;
    memcpy(scratch, from, window * sizeof *scratch);
    value = py.t->float_new(py.object, middle(scratch, window));
    done = value != NULL && py.t->list_append(py.object, list, value);
    if (value != NULL) {
        py.t->decref(py.object, value);
    }
    return done;
}

static python_object *roll(numbers all, uintptr_t window) {
    vtable_api_slice_nonnull_python_object none = { NULL, 0 };
    python_object *list = py.t->list_new(py.object, none);
    double *scratch = (double *)malloc(window * sizeof *scratch);
    bool done = list != NULL && scratch != NULL;
    uintptr_t i;
    for (i = 0; done && i + window <= all.len; i++) {
        done = append(list, all.at + i, scratch, window);
    }
    if (scratch == NULL && list != NULL) {
        fail(PYTHON_EXCEPTION_MEMORY, "median: out of memory");
    }
    free(scratch);
    if (!done && list != NULL) {
        py.t->decref(py.object, list);
        list = NULL;
    }
    return list;
}

static python_object *VTABLE_API_CALL rolling(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    python_object *out;
    numbers all;
    int64_t window;
    (void)context;
    if (count != 2) {
        return fail(PYTHON_EXCEPTION_TYPE, "rolling() takes two arguments");
    }
    if (!py.t->int_get(py.object, args[1], &window) || !read(args[0], &all)) {
        return NULL;
    }
    if (window < 1 || (uint64_t)window > all.len) {
        char line[96];
        snprintf(line, sizeof line, "window must be from 1 to %lu, not %ld", (unsigned long)all.len, (long)window);
        out = fail(PYTHON_EXCEPTION_VALUE, line);
    } else {
        out = roll(all, (uintptr_t)window);
    }
    free(all.at);
    return out;
}

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    python_object *agreed;
    bool done;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "median/1.0", why, why_size, &py)) {
        return 1;
    }
    agreed = py.t->int_new(py.object, (int64_t)py.agreed);
    if (agreed == NULL) {
        return 1;
    }
    done = py.t->add_object(py.object, vtable_api_str_from("AGREED"), agreed);
    py.t->decref(py.object, agreed);
    done = done && py.t->add_function(py.object, vtable_api_str_from("median"), vtable_api_str_from("median(values)"), median, NULL);
    done = done && py.t->add_function(py.object, vtable_api_str_from("rolling"), vtable_api_str_from("rolling(values, window)"), rolling, NULL);
    return done ? 0 : 1;
}

static const vtable_api_require needs[] = { { "python", PYTHON_PY_API_ID, PYTHON_PY_API_REVISION_1 } };
VTABLE_API_MODULE("median", "1.0", init, NULL, needs, 1, NULL, 0);
