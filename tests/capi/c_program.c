/* The C ABI as a C99 program uses it: load, list, decide, explain, an Arrow stream, errors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "huice/huice.h"

static int failures = 0;

static void expect(int holds, const char* what) {
  if (holds) return;
  ++failures;
  printf("not so: %s\n", what);
}

/* --- one array of two households, as an Arrow stream --- */

static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_array(struct ArrowArray* array) { array->release = NULL; }

static struct ArrowSchema poor_schema, *schema_children[1];
static struct ArrowArray poor_array, *array_children[1];
static const uint8_t poor_values[1] = {1}; /* yes, no */
static const void* poor_buffers[2] = {NULL, poor_values};
static const void* no_buffers[1] = {NULL};
static int arrays_left = 1;

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  (void)stream;
  memset(&poor_schema, 0, sizeof poor_schema);
  poor_schema.format = "b";
  poor_schema.name = "resident";
  poor_schema.release = release_schema;
  schema_children[0] = &poor_schema;
  memset(out, 0, sizeof *out);
  out->format = "+s";
  out->n_children = 1;
  out->children = schema_children;
  out->release = release_schema;
  return 0;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  (void)stream;
  memset(out, 0, sizeof *out);
  if (arrays_left-- == 0) return 0;
  memset(&poor_array, 0, sizeof poor_array);
  poor_array.length = 2;
  poor_array.n_buffers = 2;
  poor_array.buffers = poor_buffers;
  poor_array.release = release_array;
  array_children[0] = &poor_array;
  out->length = 2;
  out->n_buffers = 1;
  out->buffers = no_buffers;
  out->n_children = 1;
  out->children = array_children;
  out->release = release_array;
  return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return NULL;
}

static int streams_released = 0;
static void release_stream(struct ArrowArrayStream* stream) {
  ++streams_released;
  stream->release = NULL;
}

static void decide_stream(const huice_rulebook* book, const huice_options* options) {
  struct ArrowArrayStream rows, answers;
  struct ArrowSchema schema;
  struct ArrowArray array;
  huice_output output;
  huice_error* error = NULL;
  memset(&rows, 0, sizeof rows);
  rows.get_schema = get_schema;
  rows.get_next = get_next;
  rows.get_last_error = get_last_error;
  rows.release = release_stream;
  output.rule = "grant";
  output.give = HUICE_GIVE_STATUS | HUICE_GIVE_AMOUNT;
  output.places = 2;
  expect(huice_decide_arrow(book, &output, 1, options, &rows, &answers, &error) == HUICE_OK,
         huice_error_text(error));
  huice_error_free(error);
  expect(answers.get_schema(&answers, &schema) == 0, "the answers have a schema");
  expect(schema.n_children == 2 && strcmp(schema.children[1]->name, "grant.amount") == 0,
         "status and amount are columns");
  expect(answers.get_next(&answers, &array) == 0 && array.release != NULL, "an array of answers");
  if (array.release != NULL) {
    const int8_t* status = array.children[0]->buffers[1];
    const int64_t* amount = array.children[1]->buffers[1];
    expect(status[0] == 0 && status[1] == 3, "eligible, ineligible");
    expect(amount[0] == 12500 && amount[2] == 0, "125.00 and nothing");
    array.release(&array);
  }
  expect(answers.get_next(&answers, &array) == 0 && array.release == NULL, "the end");
  schema.release(&schema);
  answers.release(&answers);
  expect(streams_released == 1, "the rows were released");
}

int main(int count, char** arguments) {
  huice_rulebook* book = NULL;
  huice_error* error = NULL;
  huice_text* text = NULL;
  huice_options options;
  huice_parameter parameter;
  huice_cancel* cancel = huice_cancel_new();
  const char* path = count > 1 ? arguments[1] : "";
  const char* nowhere = "no/such/pack";

  expect(huice_abi_version() == HUICE_ABI_VERSION, "the header is the library's");
  expect(strlen(huice_version()) > 0, "there is a version");

  expect(huice_load(&nowhere, 1, &book, &error) == HUICE_CANNOT_LOAD && book == NULL,
         "a pack that is not there cannot be loaded");
  expect(huice_error_count(error) == 1 && strcmp(huice_error_code(error, 0), "E0001") == 0,
         "the error says so");
  huice_error_free(error);
  expect(huice_load(NULL, 1, &book, NULL) == HUICE_INVALID_ARGUMENT, "NULL is refused");

  if (huice_load(&path, 1, &book, &error) != HUICE_OK) {
    printf("%s", huice_error_text(error));
    return 1;
  }
  expect(strlen(huice_rulebook_hash(book)) == 64, "the rulebook has a hash");
  expect(huice_catalogue(book, &text, &error) == HUICE_OK &&
             strstr(huice_text_data(text), "\"id\":\"grant\"") != NULL,
         "the catalogue lists the entitlement");
  huice_text_free(text);

  huice_options_init(&options);
  options.as_of = "2025-01-01";
  options.language = "en";
  parameter.id = "amount";
  parameter.value = "125";
  parameter.area = NULL;
  options.parameters = &parameter;
  options.parameter_count = 1;
  options.cancel = cancel;
  text = NULL;
  expect(
      huice_decide(book, "{\"facts\": {\"resident\": true}}", &options, &text, &error) == HUICE_OK,
      huice_error_text(error));
  expect(strstr(huice_text_data(text), "\"status\":\"eligible\"") != NULL, "eligible");
  expect(huice_text_size(text) == strlen(huice_text_data(text)), "the size is that of the text");
  huice_text_free(text);
  expect(huice_decide(book, "{\"facts\": {\"residents\": true}}", &options, &text, &error) ==
             HUICE_INVALID_CASE,
         "a fact that does not exist");
  expect(strcmp(huice_error_code(error, 0), "E0402") == 0 &&
             strcmp(huice_error_path(error, 0), "facts.residents") == 0 &&
             strlen(huice_error_hint(error, 0)) > 0,
         "is told with its path and a hint");
  huice_error_free(error);

  expect(huice_explain(book, "grant", "{\"facts\": {\"resident\": false}}", &options, &text,
                       &error) == HUICE_OK &&
             strstr(huice_text_data(text), "is resident") != NULL,
         "the reasons name the condition");
  huice_text_free(text);
  expect(huice_explain(book, "grants", "{\"facts\": {}}", &options, &text, NULL) == HUICE_NOT_FOUND,
         "nothing is called so");

  decide_stream(book, &options);

  options.abi_version = 99;
  expect(huice_decide(book, "{}", &options, &text, NULL) == HUICE_INVALID_ARGUMENT,
         "options of another version are refused");
  huice_cancel_set(cancel);
  huice_cancel_free(cancel);
  huice_rulebook_free(book);
  huice_rulebook_free(NULL);
  if (failures == 0) printf("all is well\n");
  return failures == 0 ? 0 : 1;
}
