/* Which of the packs' languages a text is in, by its function words. */
#ifndef KABAR_SEGMENT_LANGUAGE_H
#define KABAR_SEGMENT_LANGUAGE_H

#include "cmd/segment/words.h"
#include "common/span.h"

enum language { LANGUAGE_ID, LANGUAGE_EN, LANGUAGE_UND, LANGUAGE_COUNT };

extern const char *const language_codes[LANGUAGE_COUNT];

/* From a code as metadata give it: "id", "in", "id-ID", "en_US", "eng"; LANGUAGE_UND for others; false when it is empty. */
bool language_from_code(struct span code, enum language *language);

/* From the text: words holds the function words, with the bit 1 << language. LANGUAGE_UND when no language leads clearly. */
enum language language_detect(const struct words *function_words, struct span text);

#endif
