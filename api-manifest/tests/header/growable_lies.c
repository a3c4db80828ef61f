/* Heads that are none: nothing is agreed on, and nothing is called. */
#include "viewer_viewer.h"
#include <stdio.h>

static void VTABLE_API_CALL never(void *self) VTABLE_API_NOEXCEPT {
    printf("freed: %d\n", self != NULL);
}

int main(void) {
    static const vtable_api_growth right = VTABLE_API_GROWTH(viewer_options, 2, never);
    static const uint64_t other[] = { 1, VIEWER_OPTIONS_FINGERPRINT_2 }, short_one[] = { VIEWER_OPTIONS_FINGERPRINT_1, 3, 4 };
    vtable_api_growth lies[8];
    viewer_options block;
    viewer_event event;
    int i;
    vtable_api_zero_(&block, sizeof block);
    vtable_api_zero_(&event, sizeof event);
    for (i = 0; i < 8; i++) {
        lies[i] = right;
    }
    lies[0].size = 0;
    lies[1].count = 0;
    lies[2].fingerprints = NULL;
    lies[3].id = "viewer/Other";
    lies[4].id = NULL;
    lies[5].free = NULL;
    lies[6].fingerprints = short_one; /* as many as it says, and one in common */
    lies[6].count = 3;
    lies[7].count = 4294967295u; /* no more than this side knows is read */
    printf("NULL: %u\n", (unsigned)viewer_options_grown(&block));
    for (i = 0; i < 8; i++) {
        block.head.growth = &lies[i];
        printf("%d: %u\n", i, (unsigned)viewer_options_grown(&block));
    }
    lies[0] = right;
    lies[0].fingerprints = other;
    lies[0].count = 1;
    block.head.growth = &lies[0];
    printf("other: %u\n", (unsigned)viewer_options_grown(&block));
    event.head.growth = &right; /* an event that says it is one of options */
    printf("event: %u %d\n", (unsigned)viewer_event_grown(&event), viewer_event_known(&event));
    block.head.growth = NULL;
    vtable_api_growing_free(&block);
    vtable_api_growing_free(NULL);
    return 0;
}
