/* A module that keeps a reference with every call: what the check of references must find. */
#include "python_py_api.h"

static python_py_api_ref py;

static python_object *VTABLE_API_CALL add(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    int64_t a, b;
    python_object *sum;
    (void)context;
    if (count != 2 || !py.t->int_get(py.object, args[0], &a) || !py.t->int_get(py.object, args[1], &b)) {
        return NULL;
    }
    sum = py.t->int_new(py.object, a + b);
    if (sum != NULL) {
        py.t->incref(py.object, sum);
    }
    return sum;
}

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    return !vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "leaky/1.0", why, why_size, &py) ||
           !py.t->add_function(py.object, vtable_api_str_from("add"), vtable_api_str_from(""), add, NULL);
}

VTABLE_API_MODULE("leaky", "1.0", init, NULL, NULL, 0, NULL, 0);
