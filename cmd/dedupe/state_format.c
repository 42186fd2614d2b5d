#include "cmd/dedupe/state_format.h"

#include <zlib.h>

static const char header_magic[8] = {'k', 'a', 'b', 'a', 'r', 'd', 'u', 'p'};
static const char frame_magic[4] = {'F', 'R', 'A', 'M'};

enum { VERSION = 1, HEADER_HEAD = 16, SETTINGS_MAX = 1 << 16, CRC_BYTES = 4 };

static void add_u32(struct buffer *out, size_t n)
{
	for (unsigned shift = 0; shift < 32; shift += 8)
		buffer_add_byte(out, (char)(n >> shift & 0xFF));
}

static uint32_t get_u32(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint32_t checksum(const char *p, size_t len)
{
	return (uint32_t)crc32_z(crc32(0, NULL, 0), (const unsigned char *)p, len);
}

void state_add_header(struct buffer *out, struct span settings)
{
	size_t from = out->len;
	buffer_add(out, header_magic, sizeof header_magic);
	add_u32(out, VERSION);
	add_u32(out, settings.len);
	buffer_add_span(out, settings);
	add_u32(out, checksum(out->data + from, out->len - from));
}

enum state_part state_read_header(struct span bytes, struct span *settings, size_t *used)
{
	if (bytes.len < HEADER_HEAD)
		return STATE_TORN;
	if (memcmp(bytes.ptr, header_magic, sizeof header_magic) != 0 ||
	    get_u32(bytes.ptr + 8) != VERSION || get_u32(bytes.ptr + 12) > SETTINGS_MAX)
		return STATE_DAMAGED;
	size_t len = HEADER_HEAD + get_u32(bytes.ptr + 12);
	if (bytes.len < len + CRC_BYTES)
		return STATE_TORN;
	*settings = span_sub(bytes, HEADER_HEAD, len);
	*used = len + CRC_BYTES;
	return get_u32(bytes.ptr + len) == checksum(bytes.ptr, len) ? STATE_GOOD : STATE_DAMAGED;
}

void state_add_frame(struct buffer *out, struct span lines)
{
	uLongf packed = compressBound((uLong)lines.len);
	size_t at = out->len;
	buffer_reserve(out, STATE_FRAME_HEAD + packed);
	char *payload = out->data + at + STATE_FRAME_HEAD;
	/* level 1: a commit waits for it, and higher ones take a tenth off */
	compress2((Bytef *)payload, &packed, (const Bytef *)lines.ptr, (uLong)lines.len, 1);
	buffer_add(out, frame_magic, sizeof frame_magic);
	add_u32(out, lines.len);
	add_u32(out, packed);
	add_u32(out, checksum(payload, packed));
	add_u32(out, checksum(out->data + at, STATE_FRAME_HEAD - CRC_BYTES));
	out->len += packed;
}

size_t state_frame_size(struct span head)
{
	if (head.len < STATE_FRAME_HEAD || memcmp(head.ptr, frame_magic, sizeof frame_magic) != 0 ||
	    get_u32(head.ptr + 16) != checksum(head.ptr, STATE_FRAME_HEAD - CRC_BYTES))
		return 0;
	return STATE_FRAME_HEAD + (size_t)get_u32(head.ptr + 8);
}

enum state_part state_read_frame(struct span bytes, struct buffer *lines)
{
	if (bytes.len < STATE_FRAME_HEAD)
		return STATE_TORN;
	size_t len = get_u32(bytes.ptr + 4), size = state_frame_size(bytes);
	if (size == 0)
		return STATE_DAMAGED;
	if (bytes.len < size)
		return STATE_TORN;
	struct span packed = span_sub(bytes, STATE_FRAME_HEAD, size);
	if (get_u32(bytes.ptr + 12) != checksum(packed.ptr, packed.len))
		return STATE_DAMAGED;
	uLongf got = (uLongf)len;
	lines->len = 0;
	buffer_reserve(lines, len + 1);
	if (uncompress((Bytef *)lines->data, &got, (const Bytef *)packed.ptr, (uLong)packed.len) !=
		    Z_OK ||
	    got != len)
		return STATE_DAMAGED;
	lines->len = len;
	return STATE_GOOD;
}
