#include "common/utf8.h"

uint32_t utf8_decode(const char *text, const char *end, unsigned *len)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t left = (size_t)(end - text);
	unsigned char c = p[0];

	*len = 1;
	if (c < 0x80)
		return c;
	if (c >= 0xC2 && c <= 0xDF && left >= 2 && (p[1] & 0xC0) == 0x80) {
		*len = 2;
		return (uint32_t)(c & 0x1F) << 6 | (p[1] & 0x3Fu);
	}
	if ((c & 0xF0) == 0xE0 && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
		uint32_t cp =
			(uint32_t)(c & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
		if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF))
			return UTF8_INVALID;
		*len = 3;
		return cp;
	}
	if (c >= 0xF0 && c <= 0xF4 && left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 &&
	    (p[3] & 0xC0) == 0x80) {
		uint32_t cp = (uint32_t)(c & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
			      (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
		if (cp < 0x10000 || cp > 0x10FFFF)
			return UTF8_INVALID;
		*len = 4;
		return cp;
	}
	return UTF8_INVALID;
}

unsigned utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	unsigned len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (unsigned i = len - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)(lead[len] | cp);
	return len;
}

/* Blocks whose upper and lower case alternate: upper even (or odd), lower right behind. */
static bool alternates(uint32_t cp, uint32_t *lower)
{
	bool even = (cp >= 0x100 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177) ||
		    (cp >= 0x1DE && cp <= 0x1EF) || (cp >= 0x200 && cp <= 0x233) ||
		    (cp >= 0x460 && cp <= 0x481) || (cp >= 0x48A && cp <= 0x4BF) ||
		    (cp >= 0x4D0 && cp <= 0x52F) || (cp >= 0x1E00 && cp <= 0x1E95) ||
		    (cp >= 0x1EA0 && cp <= 0x1EFF);
	bool odd = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E) ||
		   (cp >= 0x1CD && cp <= 0x1DC);
	if (cp == 0x130 || cp == 0x131) /* Turkish dotted I, dotless i */
		return false;
	*lower = even ? cp | 1 : cp + (cp & 1);
	return even || odd;
}

uint32_t utf8_lower(uint32_t cp)
{
	uint32_t lower;
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if (cp >= 0xC0 && cp <= 0xDE)
		return cp == 0xD7 ? cp : cp + 32;
	if (cp < 0x100)
		return cp;
	if (cp == 0x178)
		return 0xFF;
	if (alternates(cp, &lower))
		return lower;
	if ((cp >= 0x391 && cp <= 0x3A9 && cp != 0x3A2) || (cp >= 0x410 && cp <= 0x42F))
		return cp + 32;
	if (cp >= 0x400 && cp <= 0x40F)
		return cp + 80;
	return cp;
}

bool utf8_is_upper(uint32_t cp)
{
	return utf8_lower(cp) != cp;
}

/* By block: marks, blanks, arrows, symbols and emoji are not letters; every script block is. */
bool utf8_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	if (cp < 0xC0)
		return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
	if (cp == 0xD7 || cp == 0xF7 || cp == UTF8_INVALID)
		return false;
	if (cp >= 0x2000 && cp <= 0x206F)
		return false;
	if (cp >= 0x2070 && cp <= 0x2BFF)
		return cp == 0x2071 || cp == 0x207F || (cp >= 0x2090 && cp <= 0x209C) ||
		       cp == 0x2126 || cp == 0x212A;
	if ((cp >= 0x2E00 && cp <= 0x2E7F) || (cp >= 0x3000 && cp <= 0x3004) ||
	    (cp >= 0x3008 && cp <= 0x3020))
		return false;
	if ((cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0xFE00 && cp <= 0xFE6F) ||
	    (cp >= 0xFF00 && cp <= 0xFF20) || cp == 0xFEFF || (cp >= 0xFFF0 && cp <= 0xFFFF))
		return false;
	return cp < 0x1F000 || (cp >= 0x20000 && cp <= 0x323AF);
}

/* Wide: the East Asian blocks of UAX #11 and emoji, coarse on purpose. */
static bool is_wide(uint32_t cp)
{
	return (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) ||
	       (cp >= 0x1F300 && cp <= 0x1FAFF) || (cp >= 0x20000 && cp <= 0x3FFFD);
}

static bool is_combining(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x1AB0 && cp <= 0x1AFF) ||
	       (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF;
}

size_t utf8_columns(struct span s)
{
	if (!s.len)
		return 0;
	const char *p = s.ptr, *end = p + s.len;
	size_t columns = 0;
	while (p < end) {
		unsigned len;
		uint32_t cp = utf8_decode(p, end, &len);
		columns += is_combining(cp) ? 0 : is_wide(cp) ? 2 : 1;
		p += len;
	}
	return columns;
}
