/* Each side calls each other one, and events go through three. */
#include "growable_side.h"
#include <stdio.h>
#include <stdlib.h>

static int blocks;
static const char *from = "", *to = "";
seen last;

void *take(size_t count, size_t size) {
    void *made = calloc(count, size);
    blocks += made != NULL;
    return made;
}

void give(void *at) {
    blocks--;
    free(at);
}

void failed(const char *file, int line, const char *what) {
    printf("%s -> %s: %s:%d: %s\n", from, to, file, line, what);
    exit(1);
}

#ifdef __cplusplus
extern "C" {
#endif
extern const side side_old, side_latest, side_rebuilt, side_held_back, side_fork;
#ifdef WITH_CPP
extern const side side_cpp;
#endif
#ifdef __cplusplus
}
#endif

/* An event of `maker`, given on by `by`, as `reader` sees it. */
static void passed(const side *maker, const side *by, const side *reader) {
    int i;
    for (i = 0; i < 5; i++) {
        void *event = by->passed(maker->event(i));
        reader->looked(event, maker->of_it, i);
        reader->freed(reader->passed(event));
        CHECK(blocks == 0);
    }
}

int main(void) {
    static const side *const all[] = {
        &side_old, &side_latest, &side_rebuilt, &side_held_back, &side_fork,
#ifdef WITH_CPP
        &side_cpp,
#endif
    };
    const int count = sizeof all / sizeof all[0];
    int i, j, k;
    for (i = 0; i < count; i++) {
        for (j = 0; j < count; j++) {
            from = all[i]->name;
            to = all[j]->name;
            all[i]->calls(all[j]);
            CHECK(blocks == 0);
            for (k = 0; k < count; k++) {
                passed(all[i], all[j], all[k]);
            }
        }
    }
    printf("all given back\n");
    return 0;
}
