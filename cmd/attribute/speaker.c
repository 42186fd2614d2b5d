/* The noun phrase of a speaker: who is meant by it, and what in it is name, role and organisation. */
#include "cmd/attribute/speaker.h"

/* The noun that languages with the noun at the end of its phrase end it with: in front of a preposition. */
static uint32_t last_noun(const struct article *x, uint32_t i, uint32_t end)
{
	while (i + 1 < end) {
		if (!token_is_word(x, i + 1)) {
			if (!speaker_possessive(x, i + 1, end) || i + 3 >= end)
				break;
			i += 2; /* the Bank's minutes */
		} else if (word_any(x, i + 1, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELATIVE)))
			break;
		else
			i++;
	}
	return i;
}

static uint8_t kind_without_name(const struct article *x, const struct language *l,
				 struct stretch s, uint32_t noun, struct speaker *out)
{
	uint32_t head = s.first;
	bool indefinite = word_is(x, head, WORD_INDEFINITE);
	while (head < s.end && word_is(x, head, WORD_DETERMINER) &&
	       !word_any(x, head, WORD_BIT(WORD_PEOPLE)))
		head += word_length(x, head);
	if (head >= s.end)
		return indefinite ? SPEAKER_ANONYMOUS : SPEAKER_NONE;
	if (word_is(x, head, WORD_AFTER_DETERMINER))
		return SPEAKER_NONE; /* "Ini Prediksi Panen" */
	out->anaphor = word_is(x, s.end - 1, WORD_AFTER_DETERMINER);
	uint64_t k = x->tags[head].kinds;
	if (indefinite && (k & (WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ROLE))))
		return SPEAKER_ANONYMOUS;
	bool noun_last = l->plurals->count > 0; /* "a bill trader" is no bill */
	if (noun_last && noun > head && word_is(x, noun, WORD_DOCUMENT) &&
	    !word_is(x, noun, WORD_PEOPLE) && !x->tokens.items[noun].capital) {
		out->role = out->org = (struct spot){0, 0}; /* official figures */
		return SPEAKER_DOCUMENT;
	}
	bool modified = noun_last && word_is(x, s.first, WORD_ARTICLE) && spot_empty(out->org) &&
			out->role.end == x->tokens.items[s.end - 1].end; /* the new president */
	if (((k & WORD_BIT(WORD_ROLE)) || modified) && !spot_empty(out->role) &&
	    !(k & WORD_BIT(WORD_PEOPLE)))
		return SPEAKER_OFFICE;
	if ((k & WORD_BIT(WORD_DOCUMENT)) && !(noun_last && head + 1 < s.end))
		return SPEAKER_DOCUMENT;
	uint64_t last = x->tags[noun].kinds;
	if (noun_last && indefinite && (last & (WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ROLE))))
		return SPEAKER_ANONYMOUS; /* "a senior company official" */
	if ((k & WORD_BIT(WORD_OUTLET_HEAD)) && head + word_length(x, head) >= s.end)
		return SPEAKER_OUTLET; /* state media */
	if ((k & WORD_BIT(WORD_PLACE)) && head + word_length(x, head) >= s.end)
		return SPEAKER_COUNTRY;
	bool titled = noun_last && !out->plural && !spot_empty(out->org) &&
		      out->role.end == x->tokens.items[s.end - 1].end;
	if (titled && !indefinite)
		return SPEAKER_OFFICE; /* Hale's spokesman, the Rovers coach */
	if (noun_last && !out->plural && spot_empty(out->org) && noun == head &&
	    (last & (WORD_BIT(WORD_MALE) | WORD_BIT(WORD_FEMALE) | WORD_BIT(WORD_ROLE))) &&
	    (last & (WORD_BIT(WORD_PEOPLE))))
		return SPEAKER_ANONYMOUS; /* the woman, the aide */
	if ((k & WORD_BIT(WORD_PEOPLE)) && !(k & WORD_BIT(WORD_ORGANISATION)))
		return !spot_empty(out->org) ? SPEAKER_OFFICE
		       : out->anaphor        ? SPEAKER_ANONYMOUS
					     : SPEAKER_GROUP;
	for (uint32_t i = head; i < s.end; i++)
		if (word_any(x, i,
			     WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ORGANISATION) |
				     WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ROLE)) ||
		    x->tokens.items[i].capital)
			return SPEAKER_GROUP;
	return SPEAKER_NONE;
}

#define GENDER (WORD_BIT(WORD_FEMALE) | WORD_BIT(WORD_MALE))

/* Of a title or a first name: Mrs, spokeswoman, Lisa. 0 where none tells it. */
static uint8_t gender_of(const struct article *x, struct stretch s)
{
	uint8_t gender = 0;
	for (uint32_t i = s.first; i < s.end; i++) {
		uint8_t g = word_is(x, i, WORD_FEMALE) ? 'f' : word_is(x, i, WORD_MALE) ? 'm' : 0;
		if (g && gender && g != gender)
			return 0;
		gender = g ? g : gender;
	}
	return gender;
}

static bool is_plural(const struct article *x, const struct language *l, uint32_t i)
{
	struct span w = token_lower(&x->tokens, i);
	if (word_is(x, i, WORD_PLURAL))
		return true;
	for (size_t k = 0; k < l->plurals->count; k++) {
		struct span e = l->plurals->entries[k].key;
		if (w.len > e.len && memcmp(w.ptr + w.len - e.len, e.ptr, e.len) == 0)
			return true;
	}
	return false;
}

/* The person `name` with the title behind his name: all of the stretch behind the title is what it is over. */
void speaker_titled(const struct article *x, struct stretch title, const struct speaker *name,
		    struct speaker *out)
{
	struct speaker both = *name;
	both.phrase.end = title.end;
	speaker_find_title(x, title, (struct stretch){title.end, title.end}, &both);
	*out = both;
}

/* "Agung", where no "Mahkamah" stands in front of it. */
static bool first_name_alone(const struct article *x, struct stretch s)
{
	return s.end - s.first == 1 && x->tokens.items[s.first].capital &&
	       word_is(x, s.first, WORD_GIVEN) &&
	       !word_any(x, s.first, NOT_NAME & ~WORD_BIT(WORD_INSTITUTION));
}

static bool pronoun_parse(const struct article *x, struct stretch s, struct speaker *out)
{
	out->pronoun = true;
	out->plural = x->tags[s.first].plural;
	out->gender = x->tags[s.first].gender;
	out->anaphor = out->gender == 'n';
	s.end = s.first + word_length(x, s.first);
	out->mention = spot_of(x, s);
	out->kind = out->gender == 'n' ? SPEAKER_GROUP : SPEAKER_PERSON;
	return true;
}

/* "dalam sebuah catatan": where the speaker said it is no part of him. */
static bool in_document(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t noun = i + 1;
	if (noun >= end)
		return false;
	noun += word_is(x, noun, WORD_DETERMINER);
	return noun < end && word_is(x, noun, WORD_DOCUMENT);
}

/* "Suci |tak sembarangan", "Tracker |saat ini": where small words cut the phrase off. */
static uint32_t cut_off(const struct article *x, const struct language *l, struct stretch s)
{
	for (uint32_t i = s.first + 1; i < s.end; i++) {
		if (x->tokens.items[i].capital)
			continue;
		if (word_is(x, i, WORD_PREPOSITION) && l->plurals->count == 0 &&
		    in_document(x, i, s.end))
			s.end = i;
		else if ((x->tokens.items[i - 1].capital || word_is(x, i - 1, WORD_PREPOSITION)) &&
			 (word_any(x, i, WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_TIME)) ||
			  (word_is(x, i, WORD_LEAD) && word_length(x, i) > 1)) &&
			 token_is_word(x, i - 1))
			s.end = i - 1 > s.first && word_is(x, i - 1, WORD_PREPOSITION) ? i - 1 : i;
	}
	return s.end;
}

/* The person's name in s and the segment it stands in; first == end: none. */
static struct stretch own_name(const struct article *x, const struct language *l, struct stretch s,
			       uint32_t *segment)
{
	struct stretch name;
	speaker_find_name(x, s, &name, segment);
	if (name.first >= name.end && first_name_alone(x, s))
		name = s;
	if (name.first < name.end)
		name = split_name(x, *segment, name);
	if (name.first < name.end && name.first == s.first + 1 && name.end == s.end &&
	    word_is(x, s.first, WORD_ARTICLE) &&
	    (name.end == name.first + 1 ? is_plural(x, l, name.first)
					: !word_any(x, name.first,
						    WORD_BIT(WORD_GIVEN) | WORD_BIT(WORD_MALE) |
							    WORD_BIT(WORD_FEMALE))))
		name.first = name.end; /* the Conservatives, the Harbour Weekly */
	return name;
}

/* "the Kelso |news agency", "the Harbour |newspaper" */
static bool ends_outlet(const struct article *x, struct stretch s)
{
	for (uint32_t i = s.first; i < s.end; i++) {
		if (i > s.first && word_is(x, i, WORD_OUTLET_HEAD) &&
		    x->tokens.items[i - 1].capital)
			return i + word_length(x, i) == s.end;
		if (!token_is_word(x, i) ||
		    word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_CONNECTOR)))
			return false; /* "Ruben Hale, editor of Pump magazine" */
	}
	return false;
}

static void person_parse(const struct article *x, struct stretch s, struct stretch name,
			 struct speaker *out)
{
	out->name = true;
	out->kind = SPEAKER_PERSON;
	out->mention = spot_of(x, name);
	out->gender = gender_of(x, (struct stretch){s.first, name.first + 1});
}

static void title_parse(const struct article *x, struct stretch s, uint32_t segment,
			struct stretch name, struct speaker *out)
{
	/* "Presiden, Menteri Perhubungan X": two people */
	bool listed = name.first < name.end && segment == s.first + 2 &&
		      word_is(x, s.first, WORD_ROLE) && word_is(x, segment, WORD_ROLE) &&
		      !word_is(x, segment, WORD_HONORIFIC);
	speaker_find_title(x, (struct stretch){listed ? segment : s.first, s.end}, name, out);
}

/* Reads the stretch as a speaker. False when it cannot be one (empty, first person, a mere function word). A phrase that
 * looks like no speaker has kind SPEAKER_NONE: callers with a strong cue may still take it. */
bool speaker_parse(const struct article *x, const struct language *l, struct stretch s,
		   struct speaker *out)
{
	*out = (struct speaker){0};
	s = article_trim(x, s);
	if (s.first >= s.end || s.end - s.first > PHRASE_MAX || word_is(x, s.first, WORD_OWN))
		return false;
	out->phrase = s;
	if (speaker_plain_name(x, s)) {
		person_parse(x, s, s, out);
		return true;
	}
	if (s.first + 1 < s.end && word_is(x, s.first, WORD_AFTER_DETERMINER) &&
	    word_is(x, s.first + 1, WORD_PRONOUN))
		out->phrase.first = ++s.first; /* "Saat itu ia …" */
	if (word_is(x, s.first, WORD_PRONOUN))
		return pronoun_parse(x, s, out);
	out->mention = spot_of(x, s);
	if (!token_is_word(x, s.first) && x->tokens.items[s.first].kind != TOKEN_DIGITS)
		return false;
	if (s.end == s.first + 1 && word_is(x, s.first, WORD_NEGATOR))
		return false; /* "Nor did Mr. Hale …" */
	uint64_t seen = 0, cutting = WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_TIME) |
				     WORD_BIT(WORD_LEAD) |
				     (l->plurals->count == 0 ? WORD_BIT(WORD_PREPOSITION) : 0);
	for (uint32_t i = s.first; i < s.end; i++)
		seen |= x->tags[i].kinds;
	if (seen & cutting) {
		out->phrase.end = s.end = cut_off(x, l, s);
		out->mention = spot_of(x, s);
	}
	if ((seen &
	     (WORD_BIT(WORD_OUTLET) | WORD_BIT(WORD_OUTLET_PART) | WORD_BIT(WORD_OUTLET_HEAD))) &&
	    via_is_outlet(x, s)) {
		out->kind = SPEAKER_OUTLET;
		return true;
	}
	if ((seen & WORD_BIT(WORD_OUTLET_HEAD)) && ends_outlet(x, s)) {
		out->kind = SPEAKER_OUTLET;
		return true;
	}
	uint32_t segment;
	struct stretch name = own_name(x, l, s, &segment);
	if (seen & WORD_BIT(WORD_ROLE))
		title_parse(x, s, segment, name, out);
	else if (name.first < name.end)
		out->org = speaker_membership(x, (struct stretch){name.end, s.end});
	if (name.first < name.end) {
		person_parse(x, s, name, out);
		return true;
	}
	if (seen & GENDER)
		out->gender = gender_of(x, s);
	uint32_t noun = last_noun(x, s.first, s.end);
	out->plural = is_plural(x, l, noun);
	out->kind = kind_without_name(x, l, s, noun, out);
	return out->kind != SPEAKER_NONE ||
	       !word_any(x, s.first,
			 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
				 WORD_BIT(WORD_NEGATOR));
}

/* "Gol itu", "Ketiadaan Wira", "tiga laga": the head of the phrase is a noun that does not speak. A capital alone may be a
 * company's name, and one in mid-sentence the rest of a title: "Direktur Risiko, Strategi dan Kepatuhan". */
bool speaker_thing(const struct article *x, const struct language *l, struct stretch s)
{
	while (s.first < s.end && word_is(x, s.first, WORD_DETERMINER) &&
	       !word_is(x, s.first, WORD_PEOPLE))
		s.first += word_length(x, s.first);
	if (s.first >= s.end)
		return false;
	const struct token *t = &x->tokens.items[s.first];
	if (t->capital) {
		const struct sentence *in = &x->sentences[article_sentence_at(x, t->start)];
		if ((s.first != in->tokens.first && in->kind != SENTENCE_HEADLINE) ||
		    (s.end - s.first == 1 && !words_listed(x, l, s.first, WORD_THING)))
			return false;
	}
	return words_thing(x, l, s.first);
}

/* The clitic at the end of word i as a speaker. */
bool speaker_clitic(const struct article *x, const struct language *l, uint32_t i,
		    struct speaker *out)
{
	struct span w = token_lower(&x->tokens, i);
	for (size_t k = 0; k < l->clitics->count; k++) {
		struct span c = l->clitics->entries[k].key;
		if (w.len > c.len && memcmp(w.ptr + w.len - c.len, c.ptr, c.len) == 0) {
			uint32_t end = x->tokens.items[i].end;
			*out = (struct speaker){.phrase = {i, i + 1},
						.mention = {end - (uint32_t)c.len, end},
						.kind = SPEAKER_PERSON,
						.pronoun = true,
						.clitic = true};
			return true;
		}
	}
	return false;
}
