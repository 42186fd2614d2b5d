#include "cmd/dedupe/normalise.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "common/utf8.h"

/* Entities that news text holds; another name stays as it is. */
static const struct {
	const char *name;
	uint32_t cp;
} entities[] = {
	{"amp", '&'},       {"apos", '\''},    {"bull", 0x2022},  {"copy", 0xA9},
	{"deg", 0xB0},      {"eacute", 0xE9},  {"euro", 0x20AC},  {"gt", '>'},
	{"hellip", 0x2026}, {"laquo", 0xAB},   {"ldquo", 0x201C}, {"lsquo", 0x2018},
	{"lt", '<'},        {"mdash", 0x2014}, {"middot", 0xB7},  {"nbsp", 0xA0},
	{"ndash", 0x2013},  {"pound", 0xA3},   {"quot", '"'},     {"raquo", 0xBB},
	{"rdquo", 0x201D},  {"reg", 0xAE},     {"rsquo", 0x2019}, {"shy", 0xAD},
	{"yen", 0xA5},
};

enum { MAX_ENTITY = 10, MAX_TAG = 400 };

static uint32_t numeric_entity(struct span body)
{
	bool hex = body.len > 1 && (body.ptr[1] | 32) == 'x';
	uint32_t cp = 0;
	for (size_t i = hex ? 2 : 1; i < body.len; i++) {
		char c = body.ptr[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
						      : (uint32_t)((c | 32) - 'a' + 10);
		if (digit > (hex ? 15u : 9u) || cp > 0x10FFFF)
			return 0;
		cp = cp * (hex ? 16 : 10) + digit;
	}
	return cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0 : cp;
}

/* The character of the entity at s, and the bytes it takes; 0 when there is none. */
static uint32_t entity_at(struct span s, size_t *taken)
{
	const char *semicolon = memchr(s.ptr, ';', s.len < MAX_ENTITY + 2 ? s.len : MAX_ENTITY + 2);
	if (!semicolon)
		return 0;
	struct span body = span_of(s.ptr + 1, (size_t)(semicolon - s.ptr) - 1);
	*taken = body.len + 2;
	if (body.len > 1 && body.ptr[0] == '#')
		return numeric_entity(body);
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (span_is(body, entities[i].name))
			return entities[i].cp;
	return 0;
}

/* Elements that texts are taken out of with their tags left in. Another name stays: news agencies write <General Stone Inc>. */
static const char *const elements[] = {
	"a",     "abbr",     "address", "article", "aside",  "b",       "big",        "blockquote",
	"body",  "br",       "button",  "caption", "center", "cite",    "code",       "dd",
	"del",   "div",      "dl",      "dt",      "em",     "embed",   "figcaption", "figure",
	"font",  "footer",   "form",    "h1",      "h2",     "h3",      "h4",         "h5",
	"h6",    "head",     "header",  "hr",      "html",   "i",       "iframe",     "img",
	"input", "ins",      "li",      "link",    "main",   "mark",    "meta",       "nav",
	"nobr",  "noscript", "object",  "ol",      "p",      "picture", "pre",        "q",
	"s",     "script",   "section", "small",   "source", "span",    "strike",     "strong",
	"style", "sub",      "sup",     "svg",     "table",  "tbody",   "td",         "tfoot",
	"th",    "thead",    "time",    "title",   "tr",     "tt",      "u",          "ul",
	"video", "wbr",
};

/* Whether an element's name stands at p, in either case, and ends there. */
static bool element_at(const char *p, const char *end)
{
	char name[12];
	size_t len = 0;
	for (; p < end && len < sizeof name &&
	       (((*p | 32) >= 'a' && (*p | 32) <= 'z') || (*p >= '0' && *p <= '9'));
	     p++)
		name[len++] = (char)(*p | (*p > '9' ? 32 : 0));
	if (p == end || !(*p == '>' || *p == '/' || *p == ' ' || (*p >= '\t' && *p <= '\r')))
		return false;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (span_is(span_of(name, len), elements[i]))
			return true;
	return false;
}

/* Bytes of the tag at s ("<p>", "</a>", "<!-- -->"), 0 when it is a mere less-than sign. */
static size_t tag_at(struct span s)
{
	if (s.len < 3 ||
	    !(s.ptr[1] == '!' || element_at(s.ptr + 1 + (s.ptr[1] == '/'), s.ptr + s.len)))
		return 0;
	const char *close = memchr(s.ptr, '>', s.len < MAX_TAG ? s.len : MAX_TAG);
	return close ? (size_t)(close - s.ptr) + 1 : 0;
}

/* One pass; true when an entity was decoded that may begin another one. */
static bool clean_once(struct buffer *out, struct span s)
{
	bool again = false;
	while (s.len) {
		size_t taken = 1;
		uint32_t cp = 0;
		char bytes[4];
		if (*s.ptr == '<' && (taken = tag_at(s)) > 0) {
			buffer_add_byte(out, ' ');
		} else if (*s.ptr == '&' && (cp = entity_at(s, &taken)) > 0) {
			again |= cp == '&' || cp == '<';
			buffer_add(out, bytes, utf8_encode(cp, bytes));
		} else {
			taken = 1;
			buffer_add_byte(out, *s.ptr);
		}
		s = span_sub(s, taken, s.len);
	}
	return again;
}

void html_clean(struct buffer *out, struct span raw)
{
	struct buffer second = {0};
	if (clean_once(
		    out,
		    raw)) { /* "&amp;quot;" and "&lt;p&gt;" need a second pass; nobody escapes three times */
		clean_once(&second, buffer_span(out));
		out->len = 0;
		buffer_add_span(out, buffer_span(&second));
	}
	buffer_free(&second);
}

#ifdef __SSE2__
enum { BLOCK = 16 };

/* Whether one of the sixteen bytes at p may begin a tag or an entity. */
static bool opens_markup(const char *p)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	return _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')),
					      _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')))) != 0;
}
#endif

bool html_present(struct span raw)
{
	const char *p = raw.ptr, *end = raw.ptr + raw.len;
#ifdef __SSE2__
	for (; end - p >= BLOCK; p += BLOCK) {
		if (opens_markup(p))
			return true;
	}
	if (raw.len >= BLOCK) { /* the last bytes, some of them again */
		return opens_markup(end - BLOCK);
	}
#endif
	for (; p < end; p++)
		if (*p == '<' || *p == '&')
			return true;
	return false;
}
