#ifndef CLIBPQ_SHIM_H
#define CLIBPQ_SHIM_H

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

/*
 * What Swift's importer cannot see of libpq: character macros (PG_DIAG_*) are dropped, and #if in
 * Swift cannot test LIBPQ_HAS_*. Every choice between libpq versions is made here, so that the
 * Swift sources are the same for all of them.
 */

typedef enum {
  CLIBPQ_FIELD_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED,
  CLIBPQ_FIELD_SQLSTATE = PG_DIAG_SQLSTATE,
  CLIBPQ_FIELD_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
  CLIBPQ_FIELD_DETAIL = PG_DIAG_MESSAGE_DETAIL,
  CLIBPQ_FIELD_HINT = PG_DIAG_MESSAGE_HINT,
  CLIBPQ_FIELD_POSITION = PG_DIAG_STATEMENT_POSITION,
  CLIBPQ_FIELD_INTERNAL_QUERY = PG_DIAG_INTERNAL_QUERY,
  CLIBPQ_FIELD_CONTEXT = PG_DIAG_CONTEXT,
  CLIBPQ_FIELD_SCHEMA = PG_DIAG_SCHEMA_NAME,
  CLIBPQ_FIELD_TABLE = PG_DIAG_TABLE_NAME,
  CLIBPQ_FIELD_COLUMN = PG_DIAG_COLUMN_NAME,
  CLIBPQ_FIELD_DATATYPE = PG_DIAG_DATATYPE_NAME,
  CLIBPQ_FIELD_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
  CLIBPQ_FIELD_SOURCE_FUNCTION = PG_DIAG_SOURCE_FUNCTION,
} clibpq_field;

/* The field's text, owned by the result, or NULL when the server did not send it. */
static inline const char *clibpq_error_field(const PGresult *result, clibpq_field field) {
  return PQresultErrorField(result, (int)field);
}

/* Asks for rows as they arrive: in chunks where libpq knows them (17+), else one by one. */
static inline int clibpq_set_streaming(PGconn *connection, int rows_per_chunk) {
#ifdef LIBPQ_HAS_CHUNK_MODE
  return PQsetChunkedRowsMode(connection, rows_per_chunk);
#else
  (void)rows_per_chunk;
  return PQsetSingleRowMode(connection);
#endif
}

/* Whether a result is a part of a streamed one (more results follow for the same statement). */
static inline int clibpq_is_partial(ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
  if (status == PGRES_TUPLES_CHUNK) return 1;
#endif
  return status == PGRES_SINGLE_TUPLE;
}

/*
 * Cancelling: libpq 17+ can send the request over an encrypted connection of the same kind as the
 * one to be cancelled; before, only PQcancel exists. The handle is not to be used by two threads
 * at once.
 */
#ifdef LIBPQ_HAS_ASYNC_CANCEL
typedef PGcancelConn clibpq_cancel;
#else
typedef PGcancel clibpq_cancel;
#endif

static inline void *clibpq_cancel_create(PGconn *connection) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  return PQcancelCreate(connection);
#else
  return PQgetCancel(connection);
#endif
}

/* 1 when the request was delivered, else 0 and a message in the buffer. */
static inline int clibpq_cancel_send(void *handle, char *message, int size) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  int delivered = PQcancelBlocking((clibpq_cancel *)handle);
  if (!delivered && size > 0) {
    strncpy(message, PQcancelErrorMessage((clibpq_cancel *)handle), (size_t)size - 1);
    message[size - 1] = '\0';
  }
  PQcancelReset((clibpq_cancel *)handle);
  return delivered;
#else
  return PQcancel((clibpq_cancel *)handle, message, size);
#endif
}

static inline void clibpq_cancel_free(void *handle) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
  PQcancelFinish((clibpq_cancel *)handle);
#else
  PQfreeCancel((clibpq_cancel *)handle);
#endif
}

#endif
