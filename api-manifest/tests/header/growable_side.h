/* What the sides of `growable_side.c` and the program share. Memory is counted. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void *take(size_t count, size_t size);
void give(void *at);
void failed(const char *file, int line, const char *what);

/* What a side saw last. */
typedef struct seen {
    uint32_t level, grown, tags;
    int strict, name, is_known;
} seen;
extern seen last;

/* What a side knows: growths that it reads, growths that its own values have, and of which branch the second one is. */
typedef struct knows {
    uint32_t reads, makes, branch;
} knows;

/* A binary, as far as the others know it. */
typedef struct side {
    const char *name;
    knows of_it;
    const void *table;
    void *object;
    /* Calls all slots of another side's table, and checks what comes of it. */
    void (*calls)(const struct side *other);
    /* An event of its own, the i-th of each kind; one that came from anywhere, looked at; and freed. */
    void *(*event)(int i);
    void *(*passed)(void *event);
    void (*looked)(const void *event, knows maker, int i);
    void (*freed)(void *event);
} side;

#ifdef __cplusplus
}
#endif

#define CHECK(what) \
    do { \
        if (!(what)) { \
            failed(__FILE__, __LINE__, #what); \
        } \
    } while (0)
