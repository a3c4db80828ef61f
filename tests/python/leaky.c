/* A module that keeps a reference with every call: what the check of references must find. */
#include "python_py_api.h"

static python_py_api_ref py;

static python_object *VTABLE_API_CALL add(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    int64_t a, b;
    python_object *sum;
    (void)context;
    if (count != 2 || !python_py_api_int_get(py, args[0], &a) || !python_py_api_int_get(py, args[1], &b)) {
        return NULL;
    }
    sum = python_py_api_int_new(py, a + b);
    if (sum != NULL) {
        python_py_api_incref(py, sum);
    }
    return sum;
}

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    return !vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "leaky/1.0", why, why_size, &py) ||
           !python_py_api_add_function(py, vtable_api_str_from("add"), vtable_api_str_from(""), add, NULL);
}

VTABLE_API_MODULE("leaky", "1.0", init, NULL, NULL, 0, NULL, 0);
