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
    return py.t->list_new(py.object, all);
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
        out = py.t->tuple_new(py.object, all);
    }
    if (a != NULL) {
        py.t->decref(py.object, a);
    }
    if (b != NULL) {
        py.t->decref(py.object, b);
    }
    return out;
}

static python_object *VTABLE_API_CALL kinds(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    python_object *iterator = py.t->iter(py.object, args[0]), *item, *out = iterator == NULL ? NULL : list_of(0, NULL);
    bool done = out != NULL;
    (void)context;
    (void)count;
    while (done && (item = py.t->iter_next(py.object, iterator)) != NULL) {
        python_object *shown = py.t->str_of(py.object, item);
        python_object *both = shown == NULL ? NULL : pair(shown, py.t->int_new(py.object, py.t->kind(py.object, item)));
        done = both != NULL && py.t->list_append(py.object, out, both);
        if (both != NULL) {
            py.t->decref(py.object, both);
        }
        py.t->decref(py.object, item);
    }
    if (iterator != NULL) {
        py.t->decref(py.object, iterator);
    }
    if (out != NULL && py.t->raised(py.object)) {
        py.t->decref(py.object, out);
        return NULL;
    }
    return out;
}

static python_object *VTABLE_API_CALL attempt(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    vtable_api_slice_nonnull_python_object none = { NULL, 0 };
    python_object *result = py.t->call(py.object, args[0], none), *exception, *shown;
    bool is_key;
    (void)context;
    (void)count;
    if (result != NULL) {
        return pair(py.t->bool_new(py.object, true), result);
    }
    is_key = py.t->raised_is(py.object, PYTHON_EXCEPTION_KEY);
    exception = py.t->raised_take(py.object);
    if (is_key) {
        py.t->raise_object(py.object, exception);
        py.t->decref(py.object, exception);
        return NULL;
    }
    shown = py.t->str_of(py.object, exception);
    py.t->decref(py.object, exception);
    return shown == NULL ? NULL : pair(py.t->bool_new(py.object, false), shown);
}

static python_object *VTABLE_API_CALL imported(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    vtable_api_option_string text;
    vtable_api_str name;
    python_object *from, *function = NULL, *out = NULL;
    vtable_api_slice_nonnull_python_object rest;
    (void)context;
    py.t->str_get(py.object, args[0], &text);
    if (text.tag == VTABLE_API_NONE) {
        return NULL;
    }
    name.ptr = text.u.some.ptr;
    name.len = text.u.some.len;
    from = py.t->module_import(py.object, name);
    VTABLE_API_FREE(text.u.some);
    if (from == NULL) {
        return NULL;
    }
    py.t->str_get(py.object, args[1], &text);
    if (text.tag == VTABLE_API_SOME) {
        name.ptr = text.u.some.ptr;
        name.len = text.u.some.len;
        function = py.t->attr_get(py.object, from, name);
        VTABLE_API_FREE(text.u.some);
    }
    py.t->decref(py.object, from);
    if (function != NULL) {
        rest.ptr = args + 2;
        rest.len = count - 2;
        out = py.t->call(py.object, function, rest);
        py.t->decref(py.object, function);
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
        return py.t->none(py.object);
    }
    py.t->bytes_get(py.object, args[0], &data);
    if (data.tag == VTABLE_API_NONE) {
        return NULL;
    }
    for (i = 0; i < data.u.some.len; i++) {
        data.u.some.ptr[i] ^= 1;
    }
    all.ptr = data.u.some.ptr;
    all.len = data.u.some.len;
    out = py.t->bytes_new(py.object, all);
    VTABLE_API_FREE(data.u.some);
    return out;
}

static python_object *VTABLE_API_CALL beyond(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)context;
    (void)count;
    return py.t->index_get(py.object, args[0], UINTPTR_MAX);
}

static python_object *VTABLE_API_CALL raised(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)context;
    (void)count;
    py.t->raise_object(py.object, args[0]);
    return NULL;
}

static python_object *VTABLE_API_CALL context_of(void *context, items args, uintptr_t count) VTABLE_API_NOEXCEPT {
    (void)args;
    (void)count;
    return py.t->float_new(py.object, *(const double *)context);
}

static double number = 2.5;

#define ADD(name, function, context) py.t->add_function(py.object, vtable_api_str_from(name), vtable_api_str_from(""), function, context)

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    python_object *agreed;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "slots/1.0", why, why_size, &py)) {
        return 1;
    }
    agreed = py.t->int_new(py.object, (int64_t)py.agreed);
    if (agreed == NULL || !py.t->add_object(py.object, vtable_api_str_from("AGREED"), agreed)) {
        return 1;
    }
    py.t->decref(py.object, agreed);
    return !(ADD("kinds", kinds, NULL) && ADD("attempt", attempt, NULL) && ADD("imported", imported, NULL) &&
             ADD("flipped", flipped, NULL) && ADD("beyond", beyond, NULL) && ADD("raised", raised, NULL) &&
             ADD("context", context_of, &number));
}

VTABLE_API_MODULE("slots", "1.0", init, NULL, NULL, 0, NULL, 0);
