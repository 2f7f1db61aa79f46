import Testing

@testable import Postgres

@Suite struct PostgresErrorTests {
  private func error(
    _ state: String?, _ message: String, code: PostgresError.Code = .server,
    change: (inout ServerFields) -> Void = { _ in }
  ) -> PostgresError {
    var fields = ServerFields(
      sqlState: state.map { SQLState(rawValue: $0) }, severity: "ERROR", message: message)
    change(&fields)
    return PostgresError(code, fields: fields, statement: "INSERT INTO customer VALUES ($1)")
  }

  @Test func aViolationNamesTheConstraintAndNoValue() {
    let error = error("23505", "duplicate key value violates unique constraint \"customer_mail\"") {
      $0.detail = "Key (mail)=(taro@example.jp) already exists."
      $0.schema = "public"
      $0.table = "customer"
      $0.constraint = "customer_mail"
    }
    #expect(
      error.description
        == "the database server refused a statement [23505 unique_violation]"
        + " (table public.customer, constraint customer_mail)")
    #expect(error.debugDescription.contains("taro@example.jp"))
    #expect(error.debugDescription.contains("INSERT INTO customer VALUES ($1)"))
  }

  /// In these the server quotes the value, the statement or whatever RAISE was given.
  @Test(arguments: [
    "22P02", "22001", "22007", "22021", "22P04", "23502", "23503", "23505", "23514", "42601",
    "42804", "P0001", "XX000", "00000", "01000", "99999", "21000", "2BP01",
  ])
  func messagesThatCanHoldValuesAreHidden(state: String) {
    let error = error(state, "about 山田太郎") {
      $0.detail = "山田太郎"
      $0.hint = "山田太郎"
      $0.context = "COPY customer, line 1, column name: \"山田太郎\""
      $0.internalQuery = "SELECT '山田太郎'"
    }
    #expect(!error.description.contains("山田"))
    #expect(!"\(error as any Error)".contains("山田"))
    #expect(error.description.contains(state))
    #expect(error.debugDescription.contains("山田"))
  }

  @Test(arguments: [
    "42P01", "42703", "53100", "55P03", "57014", "57P01", "40001", "25P02", "3D000",
  ])
  func messagesAboutObjectsAndStatesAreShown(state: String) {
    #expect(error(state, "relation \"x\" …").description.hasSuffix(": relation \"x\" …"))
  }

  /// A RAISE … USING ERRCODE can take one of the codes above and any message.
  @Test func raisedMessagesAreHiddenUnderAnyCode() {
    let error = error("40001", "山田太郎") { $0.sourceFunction = "exec_stmt_raise" }
    #expect(!error.description.contains("山田"))
  }

  @Test func detailAndContextAreHiddenEvenWithAShownMessage() {
    let error = error("57014", "canceling statement due to user request") {
      $0.detail = "山田太郎"
      $0.context = "COPY customer, line 3: \"山田太郎\""
    }
    #expect(error.description.contains("canceling"))
    #expect(!error.description.contains("山田"))
  }

  @Test func descriptionIsOneLine() {
    #expect(!error(nil, "a\nb\n", code: .connectionFailed).description.contains("\n"))
    #expect(error(nil, "a\n\tb\n", code: .connectionFailed).description.hasSuffix(": a b"))
  }

  @Test func positionAndPipelineIndex() {
    let error = error("42601", "x") { $0.position = 8 }.atStatement(17)
    #expect(error.description.hasSuffix(" at character 8, statement 17 of the pipeline"))
    #expect(error.statementIndex == 17)
    #expect(error.position == 8)
  }

  /// The raw values are an interface: scripts may match them.
  @Test func codesAreStable() {
    #expect(
      PostgresError.Code.allCases.map(\.rawValue)
        == [
          "connectionFailed", "passwordRequired", "connectionLost", "server", "cancelled",
          "transactionAborted", "unreadableValue", "unexpectedResult", "usage",
        ])
  }

  @Test(arguments: PostgresError.Code.allCases)
  func everyCodeHasASentence(code: PostgresError.Code) {
    #expect(PostgresError(code).description.count > 20)
  }
}

@Suite struct SQLStateTests {
  @Test(arguments: [
    (SQLState.uniqueViolation, "unique_violation"), (.queryCanceled, "query_canceled"),
    (.lockNotAvailable, "lock_not_available"), (.undefinedTable, "undefined_table"),
    (.diskFull, "disk_full"), (.adminShutdown, "admin_shutdown"),
    (.cardinalityViolation, "cardinality_violation"),
    (.stringDataRightTruncation, "string_data_right_truncation"),
    (.numericValueOutOfRange, "numeric_value_out_of_range"),
    (.divisionByZero, "division_by_zero"),
    (.characterNotInRepertoire, "character_not_in_repertoire"),
    (.invalidTextRepresentation, "invalid_text_representation"),
    (.invalidBinaryRepresentation, "invalid_binary_representation"),
    (.badCopyFileFormat, "bad_copy_file_format"), (.notNullViolation, "not_null_violation"),
    (.foreignKeyViolation, "foreign_key_violation"), (.checkViolation, "check_violation"),
    (.exclusionViolation, "exclusion_violation"),
    (.readOnlySQLTransaction, "read_only_sql_transaction"),
    (.inFailedSQLTransaction, "in_failed_sql_transaction"),
    (.invalidAuthorization, "invalid_authorization_specification"),
    (.invalidPassword, "invalid_password"), (.invalidCatalogName, "invalid_catalog_name"),
    (.serializationFailure, "serialization_failure"), (.deadlockDetected, "deadlock_detected"),
    (.insufficientPrivilege, "insufficient_privilege"), (.syntaxError, "syntax_error"),
    (.undefinedColumn, "undefined_column"), (.undefinedObject, "undefined_object"),
    (.undefinedFunction, "undefined_function"), (.duplicateDatabase, "duplicate_database"),
    (.duplicateSchema, "duplicate_schema"), (.duplicateTable, "duplicate_table"),
    (.outOfMemory, "out_of_memory"), (.tooManyConnections, "too_many_connections"),
    (.crashShutdown, "crash_shutdown"), (.cannotConnectNow, "cannot_connect_now"),
    (.undefinedFile, "undefined_file"), (.raiseException, "raise_exception"),
  ])
  func constantsHaveTheManualsNames(state: SQLState, name: String) {
    #expect(state.conditionName == name)
    #expect(state.description == "\(state.rawValue) \(name)")
  }

  @Test func unknownCodes() {
    let state = SQLState(rawValue: "YU001")
    #expect(state.conditionName == nil)
    #expect(state.description == "YU001")
    #expect(state.classCode == "YU")
  }
}
