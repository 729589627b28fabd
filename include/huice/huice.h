/* huice for C, and for every language that speaks to C.
 *
 * Functions that can fail give a huice_status and, where `error` is not NULL, an error object to be
 * freed with huice_error_free(). Texts are UTF-8 and end with a zero byte. What a function returns
 * as `huice_text*` is freed with huice_text_free(); NULL may be freed everywhere.
 *
 * Threads: a huice_rulebook may be used by any number of threads at once, also while others free
 * their own handles. A huice_cancel may be set from any thread. Other objects belong to one thread
 * at a time.
 */
/* NOLINTBEGIN(readability-identifier-naming): names as C writes them, and those of Arrow */
#ifndef HUICE_H
#define HUICE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif

/* Raised when a function or struct below changes so that programs must be compiled anew. */
#define HUICE_ABI_VERSION 1

typedef enum huice_status {
  HUICE_OK = 0,
  HUICE_INVALID_ARGUMENT = 1, /* NULL where something is needed, or a struct of another ABI */
  HUICE_CANNOT_LOAD = 2,      /* a pack cannot be loaded */
  HUICE_INVALID_CASE = 3,     /* a case or the rows cannot be decided as they are */
  HUICE_NOT_FOUND = 4,        /* nothing is called so */
  HUICE_OUT_OF_MEMORY = 5,
  HUICE_INTERNAL = 6 /* an error of huice itself */
} huice_status;

typedef struct huice_rulebook huice_rulebook;
typedef struct huice_error huice_error;
typedef struct huice_text huice_text;
typedef struct huice_cancel huice_cancel;

/* "0.1.0"; lives for ever. */
const char* huice_version(void);
/* HUICE_ABI_VERSION of the library that was linked. */
uint32_t huice_abi_version(void);

/* --- texts and errors --- */

const char* huice_text_data(const huice_text* text); /* "" for NULL */
size_t huice_text_size(const huice_text* text);      /* bytes, without the zero */
void huice_text_free(huice_text* text);

/* Diagnostics, the gravest first. The texts live as long as the error. */
size_t huice_error_count(const huice_error* error);
const char* huice_error_code(const huice_error* error, size_t index);    /* "E0402" */
const char* huice_error_message(const huice_error* error, size_t index); /* one line */
const char* huice_error_path(const huice_error* error, size_t index);    /* "facts.age", or "" */
const char* huice_error_hint(const huice_error* error, size_t index);    /* or "" */
/* All of them with their places, as `huice check` prints them. */
const char* huice_error_text(const huice_error* error);
void huice_error_free(huice_error* error);

/* --- rulebooks --- */

/* Loads packs: files, or folders that are searched for them. */
huice_status huice_load(const char* const* paths, size_t count, huice_rulebook** out,
                        huice_error** error);
void huice_rulebook_free(huice_rulebook* book);
/* Of its content, 64 hexadecimal digits; lives as long as the rulebook. */
const char* huice_rulebook_hash(const huice_rulebook* book);
/* What is loaded, as JSON: {"entitlements": [...], "prohibitions": [...], "services": [...],
 * "facts": [...], "parameters": [...]}, each with its id and titles. */
huice_status huice_catalogue(const huice_rulebook* book, huice_text** out, huice_error** error);

/* --- options --- */

/* A value for a parameter; `area` is a place code, or NULL for everywhere. */
typedef struct huice_parameter {
  const char* id;
  const char* value;
  const char* area;
} huice_parameter;

/* Begin with huice_options_init(); NULL options are those. */
typedef struct huice_options {
  uint32_t abi_version;
  const char* as_of;        /* "2026-03-10"; NULL: the case says it; batches need it */
  const char* jurisdiction; /* code of the deciding office's area; NULL: the case says it */
  const huice_parameter* parameters;
  size_t parameter_count;
  const char* reasons;        /* "none", "codes" (default), "full" */
  const char* language;       /* of texts: "zh" (default), "en" */
  uint32_t threads;           /* of batches: 0: as many as the machine has */
  const huice_cancel* cancel; /* of batches; must outlive the stream; may be NULL */
} huice_options;
void huice_options_init(huice_options* options);

/* --- deciding --- */

/* Decides a case in JSON; gives the decision in JSON. */
huice_status huice_decide(const huice_rulebook* book, const char* case_json,
                          const huice_options* options, huice_text** out, huice_error** error);

/* Explains one entitlement, prohibition, service, indicator, fact or parameter for a case, as text
 * for people. */
huice_status huice_explain(const huice_rulebook* book, const char* id, const char* case_json,
                           const huice_options* options, huice_text** out, huice_error** error);

/* What to give for one entitlement or prohibition; flags are sums of HUICE_GIVE_... */
typedef struct huice_output {
  const char* rule;
  uint32_t give;
  int32_t places; /* of amounts */
} huice_output;
#define HUICE_GIVE_STATUS 1u
#define HUICE_GIVE_AMOUNT 2u
#define HUICE_GIVE_MISSING_FACTS 4u
#define HUICE_GIVE_MISSING_PARAMETERS 8u
#define HUICE_GIVE_REASONS 16u

/* Answers a stream of rows by a stream of answers (see huice/arrow.hpp for their columns), array by
 * array as they are asked for. Takes `rows` over if it succeeds. `out` is released by its user, and
 * before that keeps the rulebook alive. Without outputs: the status of every rule. */
huice_status huice_decide_arrow(const huice_rulebook* book, const huice_output* outputs,
                                size_t output_count, const huice_options* options,
                                struct ArrowArrayStream* rows, struct ArrowArrayStream* out,
                                huice_error** error);

huice_cancel* huice_cancel_new(void); /* NULL when memory is out */
void huice_cancel_set(huice_cancel* cancel);
void huice_cancel_free(huice_cancel* cancel);

#ifdef __cplusplus
}
#endif

#endif
/* NOLINTEND(readability-identifier-naming) */
