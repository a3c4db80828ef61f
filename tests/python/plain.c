/* `add` as an ordinary extension module of CPython, and as a function of C for ctypes and cffi. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

int64_t plain_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }

static PyObject *add(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    long long a, b, sum;
    (void)self;
    if (count != 2) {
        return PyErr_Format(PyExc_TypeError, "add() takes 2 arguments (%zd given)", count);
    }
    a = PyLong_AsLongLong(args[0]);
    if (a == -1 && PyErr_Occurred()) {
        return NULL;
    }
    b = PyLong_AsLongLong(args[1]);
    if (b == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (__builtin_add_overflow(a, b, &sum)) {
        PyErr_SetString(PyExc_OverflowError, "the sum has more than 64 bits");
        return NULL;
    }
    return PyLong_FromLongLong(sum);
}

static PyMethodDef methods[] = {
    { "add", (PyCFunction)(void (*)(void))add, METH_FASTCALL, "add(a, b): their sum" },
    { NULL, NULL, 0, NULL },
};
static struct PyModuleDef plain = { PyModuleDef_HEAD_INIT, "plain", NULL, -1, methods, NULL, NULL, NULL, NULL };

PyMODINIT_FUNC PyInit_plain(void) { return PyModule_Create(&plain); }
