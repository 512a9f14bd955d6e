// Loaded before the C library (LD_PRELOAD): records in their order the writes and flushes of a process to the files of
// one folder, and can let the disk be full. A record is written once the call is over, a flush also when it begins, so
// that nothing counts as flushed which might not have been.
// DISK_FOLDER: the folder. DISK_RECORD: the file of records. DISK_ROOM: a file in which bytes stand that may still be added.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int record_file(void) {
  static int fd = -2;
  if (fd == -2) {
    const char *path = getenv("DISK_RECORD");
    fd = path ? REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  }
  return fd;
}

// The name of an open file, if it lies in the folder or is the folder.
static const char *name_of(int fd, char *buffer, size_t size) {
  const char *folder = getenv("DISK_FOLDER");
  char link[64];
  if (!folder) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, buffer, size - 1);
  if (length < 0) return NULL;
  buffer[length] = 0;
  size_t prefix = strlen(folder);
  if (strncmp(buffer, folder, prefix) != 0) return NULL;
  if (buffer[prefix] == 0) return ".";
  return buffer[prefix] == '/' ? buffer + prefix + 1 : NULL;
}

// One record: kind, length of the name, offset, length of the data, name, data. In one call, so that threads do not mix.
static void record(char kind, const char *name, int64_t offset, const void *data, int64_t length) {
  int fd = record_file();
  if (fd < 0) return;
  int saved = errno;
  char head[32] = {0};
  int32_t name_length = (int32_t)strlen(name);
  head[0] = kind;
  memcpy(head + 4, &name_length, 4);
  memcpy(head + 8, &offset, 8);
  memcpy(head + 16, &length, 8);
  struct iovec parts[3] = {{head, 24}, {(void *)name, name_length}, {(void *)data, data ? length : 0}};
  REAL(writev)(fd, parts, 3);
  errno = saved;
}

// True if a file may not grow to a size, for want of room.
static int is_full(int fd, int64_t end) {
  const char *path = getenv("DISK_ROOM");
  char text[32] = {0};
  struct stat found;
  if (!path) return 0;
  int room = REAL(open)(path, O_RDONLY | O_CLOEXEC);
  if (room < 0) return 0;
  ssize_t length = read(room, text, sizeof text - 1);
  close(room);
  if (length <= 0 || fstat(fd, &found) != 0) return 0;
  return end > found.st_size && end > atoll(text);
}

static ssize_t written(int fd, const void *data, size_t length, int64_t offset, ssize_t (*call)(int, const void *, size_t, int64_t)) {
  char buffer[4096];
  const char *name = name_of(fd, buffer, sizeof buffer);
  if (name && is_full(fd, offset + (int64_t)length)) {
    errno = ENOSPC;
    return -1;
  }
  ssize_t done = call(fd, data, length, offset);
  if (name && done > 0) record('w', name, offset, data, done);
  return done;
}

static ssize_t at(int fd, const void *data, size_t length, int64_t offset) { return REAL(pwrite64)(fd, data, length, offset); }
static ssize_t here(int fd, const void *data, size_t length, int64_t offset) { (void)offset; return REAL(write)(fd, data, length); }

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return written(fd, data, length, offset, at); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, at); }
ssize_t write(int fd, const void *data, size_t length) {
  char buffer[4096];
  if (!name_of(fd, buffer, sizeof buffer)) return REAL(write)(fd, data, length);
  int64_t offset = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  return written(fd, data, length, offset, here);
}

int ftruncate64(int fd, off64_t length) {
  char buffer[4096];
  const char *name = name_of(fd, buffer, sizeof buffer);
  int done = REAL(ftruncate64)(fd, length);
  if (name && done == 0) record('t', name, length, NULL, 0);
  return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

// The name of a path, if it lies in the folder.
static const char *below(const char *path) {
  const char *folder = getenv("DISK_FOLDER");
  size_t prefix = folder ? strlen(folder) : 0;
  return folder && strncmp(path, folder, prefix) == 0 && path[prefix] == '/' ? path + prefix + 1 : NULL;
}

static int opened(const char *path, int flags, mode_t mode) {
  int fd = REAL(open64)(path, flags, mode);
  const char *name = fd >= 0 && (flags & O_CREAT) ? below(path) : NULL;
  if (name) record('c', name, 0, NULL, 0);
  return fd;
}

static mode_t mode_of(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return opened(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return opened(path, flags, mode);
}

static int flushed(int fd, int (*call)(int)) {
  char buffer[4096];
  const char *name = name_of(fd, buffer, sizeof buffer);
  static int64_t count;
  int64_t number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (name) record('b', name, number, NULL, 0);
  int done = call(fd);
  if (name && done == 0) record('e', name, number, NULL, 0);
  return done;
}

int fsync(int fd) { return flushed(fd, REAL(fsync)); }
int fdatasync(int fd) { return flushed(fd, REAL(fdatasync)); }

int unlink(const char *path) {
  const char *name = below(path);
  int done = REAL(unlink)(path);
  if (done == 0 && name) record('u', name, 0, NULL, 0);
  return done;
}
