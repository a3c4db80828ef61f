/* tokens: words of a text. C99, revision 1 of PyApi: written against python_py_api.h of that revision, and nothing else, not
 * even a C library.
 *
 *     tokens.split(text)           the words
 *     tokens.count(text)           {word: how often}
 *     tokens.each(text, function)  calls function(word, index) until it returns False; returns how many were told
 *     tokens.add(a, b)             a + b
 */
#include "python_py_api.h"

#define LONGEST 64

static python_py_api_ref py;

/* A text that Python lent us a copy of, and where we are in it. */
typedef struct words {
    vtable_api_option_string text;
    uintptr_t at;
} words;

static bool in_word(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

/* A line that grows: what does not fit is left out. */
typedef struct line {
    char text[80];
    uintptr_t len;
} line;

static line *put(line *self, const char *text) {
    for (; *text != '\0' && self->len < sizeof self->text; text++) {
        self->text[self->len++] = *text;
    }
    return self;
}

static line *put_number(line *self, uintptr_t number) {
    char digits[24];
    unsigned n = sizeof digits - 1;
    digits[n] = '\0';
    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return put(self, digits + n);
}

static python_object *fail(python_exception exception, const line *why) {
    vtable_api_str text;
    text.ptr = why->text;
    text.len = why->len;
    py.t->raise(py.object, exception, text);
    return NULL;
}

static bool takes(const char *function, uintptr_t wanted, uintptr_t count) {
    line why;
    if (count == wanted) {
        return true;
    }
    why.len = 0;
    put_number(put(put_number(put(put(&why, function), "() takes "), wanted), " arguments ("), count);
    fail(PYTHON_EXCEPTION_TYPE, put(&why, " given)"));
    return false;
}

/* The next word; false at the end, and when one is too long: then an exception is raised. */
static bool next(words *self, vtable_api_str *word) {
    const vtable_api_string *text = &self->text.u.some;
    uintptr_t start;
    while (self->at < text->len && !in_word(text->ptr[self->at])) {
        self->at++;
    }
    start = self->at;
    while (self->at < text->len && in_word(text->ptr[self->at])) {
        self->at++;
    }
    word->ptr = text->ptr + start;
    word->len = self->at - start;
    if (word->len > LONGEST) {
        line why;
        why.len = 0;
        put_number(put(put_number(put(&why, "a word of "), word->len), " bytes, where "), LONGEST);
        fail(PYTHON_EXCEPTION_VALUE, put(&why, " are possible"));
        return false;
    }
    return word->len != 0;
}

static bool start(words *self, python_object *text) {
    self->at = 0;
    py.t->str_get(py.object, text, &self->text);
    return self->text.tag == VTABLE_API_SOME;
}

/* Ends a reading, and the result with it when an exception is raised. */
static python_object *finish(words *self, python_object *result) {
    VTABLE_API_FREE(self->text.u.some);
    if (result != NULL && py.t->raised(py.object)) {
        py.t->decref(py.object, result);
        return NULL;
    }
    return result;
}

static python_object *VTABLE_API_CALL split(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    words self;
    vtable_api_str word;
    vtable_api_slice_nonnull_python_object none;
    python_object *list;
    (void)context;
    if (!takes("split", 1, count) || !start(&self, args[0])) {
        return NULL;
    }
    none.ptr = NULL; /* not an initialiser, for which a compiler may call memset */
    none.len = 0;
    list = py.t->list_new(py.object, none);
    while (list != NULL && next(&self, &word)) {
        python_object *text = py.t->str_new(py.object, word);
        bool done = text != NULL && py.t->list_append(py.object, list, text);
        if (text != NULL) {
            py.t->decref(py.object, text);
        }
        if (!done) {
            break;
        }
    }
    return finish(&self, list);
}

/* dict[word] += 1 */
static bool count_word(python_object *dict, python_object *word) {
    python_object *old = py.t->item_get(py.object, dict, word), *now;
    int64_t n = 0;
    bool done;
    if (old != NULL) {
        done = py.t->int_get(py.object, old, &n);
        py.t->decref(py.object, old);
        if (!done) {
            return false;
        }
    } else if (py.t->raised_is(py.object, PYTHON_EXCEPTION_KEY)) {
        py.t->decref(py.object, py.t->raised_take(py.object));
    } else {
        return false;
    }
    now = py.t->int_new(py.object, n + 1);
    done = now != NULL && py.t->item_set(py.object, dict, word, now);
    if (now != NULL) {
        py.t->decref(py.object, now);
    }
    return done;
}

static python_object *VTABLE_API_CALL count_words(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    words self;
    vtable_api_str word;
    python_object *dict;
    (void)context;
    if (!takes("count", 1, count) || !start(&self, args[0])) {
        return NULL;
    }
    dict = py.t->dict_new(py.object);
    while (dict != NULL && next(&self, &word)) {
        python_object *text = py.t->str_new(py.object, word);
        bool done = text != NULL && count_word(dict, text);
        if (text != NULL) {
            py.t->decref(py.object, text);
        }
        if (!done) {
            break;
        }
    }
    return finish(&self, dict);
}

/* Calls function(word, index). 1: go on, 0: stop, -1: an exception is raised. */
static int tell(python_object *function, vtable_api_str word, int64_t index) {
    python_object *both[2], *answer = NULL;
    vtable_api_slice_nonnull_python_object args;
    int64_t truth = 1;
    bool done;
    both[0] = py.t->str_new(py.object, word);
    if (both[0] == NULL) {
        return -1;
    }
    both[1] = py.t->int_new(py.object, index);
    if (both[1] != NULL) {
        args.ptr = both;
        args.len = 2;
        answer = py.t->call(py.object, function, args);
        py.t->decref(py.object, both[1]);
    }
    py.t->decref(py.object, both[0]);
    if (answer == NULL) {
        return -1;
    }
    done = py.t->kind(py.object, answer) != PYTHON_KIND_BOOL || py.t->int_get(py.object, answer, &truth);
    py.t->decref(py.object, answer);
    return done ? truth != 0 : -1;
}

static python_object *VTABLE_API_CALL each(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    words self;
    vtable_api_str word;
    int64_t told = 0;
    int goes_on = 1;
    (void)context;
    if (!takes("each", 2, count) || !start(&self, args[0])) {
        return NULL;
    }
    while (goes_on == 1 && next(&self, &word)) {
        goes_on = tell(args[1], word, told);
        told++;
    }
    VTABLE_API_FREE(self.text.u.some);
    return py.t->raised(py.object) ? NULL : py.t->int_new(py.object, told);
}

static python_object *VTABLE_API_CALL add(void *context, python_object *const *args, uintptr_t count) VTABLE_API_NOEXCEPT {
    int64_t a, b;
    (void)context;
    if (!takes("add", 2, count) || !py.t->int_get(py.object, args[0], &a) || !py.t->int_get(py.object, args[1], &b)) {
        return NULL;
    }
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b) {
        line why;
        why.len = 0;
        return fail(PYTHON_EXCEPTION_OVERFLOW, put(&why, "the sum has more than 64 bits"));
    }
    return py.t->int_new(py.object, a + b);
}

#define ADD(name, doc, function) py.t->add_function(py.object, vtable_api_str_from(name), vtable_api_str_from(doc), function, NULL)

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    python_object *agreed;
    bool done;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "tokens/1.0", why, why_size, &py)) {
        return 1;
    }
    agreed = py.t->int_new(py.object, (int64_t)py.agreed);
    if (agreed == NULL) {
        return 1;
    }
    done = py.t->add_object(py.object, vtable_api_str_from("AGREED"), agreed);
    py.t->decref(py.object, agreed);
    return done && ADD("split", "split(text): its words", split) && ADD("count", "count(text): {word: how often}", count_words) &&
                   ADD("each", "each(text, function): calls function(word, index), until it returns False", each) &&
                   ADD("add", "add(a, b): their sum", add)
               ? 0
               : 1;
}

static const vtable_api_require needs[] = { { "python", PYTHON_PY_API_ID, PYTHON_PY_API_REVISION_1 } };
VTABLE_API_MODULE("tokens", "1.0", init, NULL, needs, 1, NULL, 0);
