/* slots: what the modules of the example leave out of revision 1, a function each.
 *
 *     kinds(items)                  [(str(item), kind), …] of anything that can be iterated over
 *     attempt(function)             (True, result) or (False, str(exception)); a KeyError goes on
 *     imported(module, name, …)     module.name(…)
 *     flipped(data)                 bytes with their lowest bits flipped; None without data
 *     beyond(sequence)              the item at an index that nothing has
 *     raised(exception)             raises it
 *     context()                     the number that it was registered with
 */
#include "python_py_api.h"

typedef python_object *const *items;

static python_py_api_ref py;

static python_object *list_of(uintptr_t count, items at) {
    vtable_api_slice_nonnull_python_object all;
    all.ptr = at;
    all.len = count;
    return python_py_api_list_new(py, all);
}

/* A tuple of two that are ours, and are its own then. */
static python_object *pair(python_object *a, python_object *b) {
    python_object *both[2], *out = NULL;
    vtable_api_slice_nonnull_python_object all;
    both[0] = a;
    both[1] = b;
    all.ptr = both;
    all.len = 2;
    if (a != NULL && b != NULL) {
        out = python_py_api_tuple_new(py, all);
    }
    if (a != NULL) {
        python_py_api_decref(py, a);
    }
    if (b != NULL) {
        python_py_api_decref(py, b);
    }
    return out;
}

static python_object *VTABLE_API_CALL kinds(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    python_object *iterator = python_py_api_iter(py, args[0]), *item, *out = iterator == NULL ? NULL : list_of(0, NULL);
    bool done = out != NULL;
    (void)context;
    (void)count;
    while (done && (item = python_py_api_iter_next(py, iterator)) != NULL) {
        python_object *shown = python_py_api_str_of(py, item);
        python_object *both = shown == NULL ? NULL : pair(shown, python_py_api_int_new(py, python_py_api_kind(py, item)));
        done = both != NULL && python_py_api_list_append(py, out, both);
        if (both != NULL) {
            python_py_api_decref(py, both);
        }
        python_py_api_decref(py, item);
    }
    if (iterator != NULL) {
        python_py_api_decref(py, iterator);
    }
    if (out != NULL && python_py_api_raised(py)) {
        python_py_api_decref(py, out);
        return NULL;
    }
    return out;
}

static python_object *VTABLE_API_CALL attempt(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    vtable_api_slice_nonnull_python_object none = { NULL, 0 };
    python_object *result = python_py_api_call(py, args[0], none), *exception, *shown;
    bool is_key;
    (void)context;
    (void)count;
    if (result != NULL) {
        return pair(python_py_api_bool_new(py, true), result);
    }
    is_key = python_py_api_raised_is(py, PYTHON_EXCEPTION_KEY);
    exception = python_py_api_raised_take(py);
    if (is_key) {
        python_py_api_raise_object(py, exception);
        python_py_api_decref(py, exception);
        return NULL;
    }
    shown = python_py_api_str_of(py, exception);
    python_py_api_decref(py, exception);
    return shown == NULL ? NULL : pair(python_py_api_bool_new(py, false), shown);
}

static python_object *VTABLE_API_CALL imported(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    vtable_api_option_string text;
    vtable_api_str name;
    python_object *from, *function = NULL, *out = NULL;
    vtable_api_slice_nonnull_python_object rest;
    (void)context;
    python_py_api_str_get(py, args[0], &text);
    if (text.tag == VTABLE_API_NONE) {
        return NULL;
    }
    name.ptr = text.u.some.ptr;
    name.len = text.u.some.len;
    from = python_py_api_module_import(py, name);
    VTABLE_API_FREE(text.u.some);
    if (from == NULL) {
        return NULL;
    }
    python_py_api_str_get(py, args[1], &text);
    if (text.tag == VTABLE_API_SOME) {
        name.ptr = text.u.some.ptr;
        name.len = text.u.some.len;
        function = python_py_api_attr_get(py, from, name);
        VTABLE_API_FREE(text.u.some);
    }
    python_py_api_decref(py, from);
    if (function != NULL) {
        rest.ptr = args + 2;
        rest.len = count - 2;
        out = python_py_api_call(py, function, rest);
        python_py_api_decref(py, function);
    }
    return out;
}

static python_object *VTABLE_API_CALL flipped(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    vtable_api_option_vec_u8 data;
    vtable_api_slice_u8 all;
    python_object *out;
    uintptr_t i;
    (void)context;
    if (count == 0) {
        return python_py_api_none(py);
    }
    python_py_api_bytes_get(py, args[0], &data);
    if (data.tag == VTABLE_API_NONE) {
        return NULL;
    }
    for (i = 0; i < data.u.some.len; i++) {
        data.u.some.ptr[i] ^= 1;
    }
    all.ptr = data.u.some.ptr;
    all.len = data.u.some.len;
    out = python_py_api_bytes_new(py, all);
    VTABLE_API_FREE(data.u.some);
    return out;
}

static python_object *VTABLE_API_CALL beyond(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)context;
    (void)count;
    return python_py_api_index_get(py, args[0], UINTPTR_MAX);
}

static python_object *VTABLE_API_CALL raised(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)context;
    (void)count;
    python_py_api_raise_object(py, args[0]);
    return NULL;
}

static python_object *VTABLE_API_CALL context_of(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)args;
    (void)count;
    return python_py_api_float_new(py, *(const double *)context);
}

static double number = 2.5;

#define ADD(name, function, context) python_py_api_add_function(py, vtable_api_str_from(name), vtable_api_str_from(""), function, context)

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    python_object *agreed;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "slots/1.0", why, why_size, &py)) {
        return 1;
    }
    agreed = python_py_api_int_new(py, (int64_t)py.agreed);
    if (agreed == NULL || !python_py_api_add_object(py, vtable_api_str_from("AGREED"), agreed)) {
        return 1;
    }
    python_py_api_decref(py, agreed);
    return !(ADD("kinds", kinds, NULL) && ADD("attempt", attempt, NULL) && ADD("imported", imported, NULL) &&
             ADD("flipped", flipped, NULL) && ADD("beyond", beyond, NULL) && ADD("raised", raised, NULL) &&
             ADD("context", context_of, &number));
}

VTABLE_API_MODULE("slots", "1.0", init, NULL, NULL, 0, NULL, 0);
