/* Pipes that hold more than the 64 KiB they are made with. */
#ifndef KABAR_PIPE_H
#define KABAR_PIPE_H

/* Lets the pipe hold 512 KiB where the system can; does nothing to what is no pipe, to a larger one, and where it is not allowed. Bytes
 * come out as soon as before. */
void pipe_widen(int fd);

#endif
