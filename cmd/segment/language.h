/* Which of the packs' languages a text is in, by its function words. */
#ifndef KABAR_SEGMENT_LANGUAGE_H
#define KABAR_SEGMENT_LANGUAGE_H

#include "cmd/segment/words.h"
#include "common/span.h"

enum language { LANGUAGE_ID, LANGUAGE_EN, LANGUAGE_UND, LANGUAGE_COUNT };

extern const char *const language_codes[LANGUAGE_COUNT];

/* From a code as metadata give it: "id", "in", "id-ID", "en_US", "eng"; LANGUAGE_UND for others; false when it is empty. */
bool language_from_code(struct span code, enum language *language);

/* The function words of the languages; those of languages without a pack are LANGUAGE_UND's. */
struct function_words;
struct function_words *function_words_new(void);
void function_words_free(struct function_words *f);
void function_words_add(struct function_words *f, const struct pack_section *s,
			enum language language);

/* From the text. LANGUAGE_UND when no language leads clearly. Looks at 2,048 bytes at most. */
enum language language_detect(const struct function_words *f, struct span text);

#endif
