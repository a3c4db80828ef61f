/* Opens each of the modules that a file lists, uses it, closes it twice, and says what happened; in C and in C++. */
#define MACHINES_SERVICES_TARGET_REVISION 1
#include "machines_ledger.h"
#include "machines_probe.h"
#include "machines_services.h"
#include "vtable_api_host.h"
#include <stdio.h>
#include <string.h>

static void VTABLE_API_CALL log_line(void *object, vtable_api_str line) VTABLE_API_NOEXCEPT {
    VTABLE_API_CAST_(void, object);
    printf("log: " VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(line));
}

static uint64_t VTABLE_API_CALL scale(void *object, uint64_t value) VTABLE_API_NOEXCEPT {
    VTABLE_API_CAST_(void, object);
    return value * 2;
}

static const machines_services_table services = { MACHINES_SERVICES_HEADER(1, NULL), log_line, scale };
static int state;
static const vtable_api_export lends[] = { { "services", &services.header, &state, NULL } };
static const vtable_api_host host = VTABLE_API_HOST("host/1.0", lends, 1);

/* Whether the system has the library loaded. */
static bool is_loaded(const char *path) {
#ifdef _WIN32
    const char *name = strrchr(path, '/');
    struct HINSTANCE__ *library = NULL;
    wchar_t wide[100];
    return MultiByteToWideChar(65001, 0, name != NULL ? name + 1 : path, -1, wide, 100) != 0
        && GetModuleHandleExW(2, wide, &library) != 0;
#else
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (library != NULL) {
        dlclose(library);
    }
    return library != NULL;
#endif
}

static void use(const vtable_api_opened *opened) {
    vtable_api_object ledger, object;
    machines_ledger_ref memory;
    machines_probe_ref probe;
    char why[200] = "no such exports";
    if (vtable_api_opened_find(opened, "prob") != NULL || vtable_api_opened_find(opened, NULL) != NULL
        || vtable_api_opened_lent(opened, "probe", &ledger) || vtable_api_opened_lent(opened, "", &ledger)) {
        printf("found what there is not\n");
    }
    if (!vtable_api_opened_lent(opened, "ledger", &ledger)
        || !machines_ledger_negotiate(ledger, 0, host.name, why, sizeof why, &memory)
        || !vtable_api_create(vtable_api_opened_find(opened, "probe"), &object)) {
        printf("%s\n", why);
        return;
    }
    if (machines_probe_negotiate(object, 0, host.name, why, sizeof why, &probe)) {
        printf("half of 5: %.1f\n", VTABLE_API_CAST_(double, probe.t->half(probe.object, 5)));
    } else {
        printf("%s\n", why);
    }
    vtable_api_release(object);
    printf("left: %u\n", VTABLE_API_CAST_(unsigned, memory.t->made(memory.object) - memory.t->freed(memory.object)));
}

/* Lines that are cut are whole characters, and end. */
static void cut(const char *path, const char *line) {
    vtable_api_opened opened;
    char why[64];
    uintptr_t size;
    for (size = 0; size <= sizeof why; size++) {
        memset(why, '#', sizeof why);
        if (vtable_api_open(path, &host, &opened, why, size)) {
            printf("opened the second time\n");
        } else if (size == 0 ? why[0] != '#' : strlen(why) >= size || strncmp(why, line, strlen(why)) != 0
                   || (strlen(line) >= size && strlen(why) + 4 < size)
                   || (VTABLE_API_CAST_(unsigned char, line[strlen(why)]) & 0xc0) == 0x80) {
            printf("room for %u bytes, and in it: %s\n", VTABLE_API_CAST_(unsigned, size), why);
        }
    }
    if (vtable_api_open(path, &host, &opened, NULL, sizeof why)) {
        printf("opened the third time\n");
    }
}

static void open_one(const char *path, bool cuts) {
    vtable_api_opened opened;
    char why[1000];
    strcpy(why, "not written");
    memset(&opened, 1, sizeof opened);
    if (!vtable_api_open(path, &host, &opened, why, sizeof why)) {
        printf("refused: %s\n", why);
        if (opened.module != NULL || opened.library != NULL || is_loaded(path)) {
            printf("and left it loaded\n");
        }
        if (cuts) {
            cut(path, why);
        }
        vtable_api_close(&opened);
        return;
    }
    printf("opened %s %s%s\n", opened.module->name, opened.module->version, why);
    use(&opened);
    vtable_api_close(&opened);
    vtable_api_close(&opened);
    printf("closed%s\n", vtable_api_opened_find(&opened, "probe") != NULL ? ", and finds" : is_loaded(path) ? ", not unloaded" : "");
}

int main(int argc, char **argv) {
    vtable_api_opened opened;
    char why[100], path[500];
    FILE *list = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!vtable_api_open("here", NULL, &opened, why, sizeof why)) {
        printf("%s\n", why);
    }
    if (!vtable_api_open(NULL, &host, &opened, why, sizeof why)) {
        printf("%s\n", why);
    }
    while (list != NULL && fgets(path, sizeof path, list) != NULL) {
        path[strcspn(path, "\r\n")] = '\0';
        open_one(path, strstr(path, "absent") != NULL);
    }
    return list != NULL ? fclose(list) : 2;
}
