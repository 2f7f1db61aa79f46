import Rendering
import Testing

@testable import Yurai

/// The calendar that is in the binary, against what the Cabinet Office has published.
@Suite struct HolidayCalendarTests {
  let calendar: HolidayCalendar

  init() throws { calendar = try HolidayCalendar() }

  @Test(
    "whole years as published",
    arguments: [
      (
        2006,
        """
        1/1 元日, 1/2 振替休日, 1/9 成人の日, 2/11 建国記念の日, 3/21 春分の日, 4/29 みどりの日, 5/3 憲法記念日, \
        5/4 国民の休日, 5/5 こどもの日, 7/17 海の日, 9/18 敬老の日, 9/23 秋分の日, 10/9 体育の日, 11/3 文化の日, \
        11/23 勤労感謝の日, 12/23 天皇誕生日
        """
      ),
      (
        2019,
        """
        1/1 元日, 1/14 成人の日, 2/11 建国記念の日, 3/21 春分の日, 4/29 昭和の日, 4/30 国民の休日, 5/1 天皇の即位の日, \
        5/2 国民の休日, 5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 振替休日, 7/15 海の日, 8/11 山の日, \
        8/12 振替休日, 9/16 敬老の日, 9/23 秋分の日, 10/14 体育の日, 10/22 即位礼正殿の儀の行われる日, \
        11/3 文化の日, 11/4 振替休日, 11/23 勤労感謝の日
        """
      ),
      (
        2020,
        """
        1/1 元日, 1/13 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 2/24 振替休日, 3/20 春分の日, 4/29 昭和の日, \
        5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 振替休日, 7/23 海の日, 7/24 スポーツの日, 8/10 山の日, \
        9/21 敬老の日, 9/22 秋分の日, 11/3 文化の日, 11/23 勤労感謝の日
        """
      ),
      (
        2021,
        """
        1/1 元日, 1/11 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/20 春分の日, 4/29 昭和の日, 5/3 憲法記念日, \
        5/4 みどりの日, 5/5 こどもの日, 7/22 海の日, 7/23 スポーツの日, 8/8 山の日, 8/9 振替休日, 9/20 敬老の日, \
        9/23 秋分の日, 11/3 文化の日, 11/23 勤労感謝の日
        """
      ),
      (
        2024,
        """
        1/1 元日, 1/8 成人の日, 2/11 建国記念の日, 2/12 振替休日, 2/23 天皇誕生日, 3/20 春分の日, 4/29 昭和の日, \
        5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 振替休日, 7/15 海の日, 8/11 山の日, 8/12 振替休日, \
        9/16 敬老の日, 9/22 秋分の日, 9/23 振替休日, 10/14 スポーツの日, 11/3 文化の日, 11/4 振替休日, \
        11/23 勤労感謝の日
        """
      ),
      (
        2025,
        """
        1/1 元日, 1/13 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 2/24 振替休日, 3/20 春分の日, 4/29 昭和の日, \
        5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 振替休日, 7/21 海の日, 8/11 山の日, 9/15 敬老の日, \
        9/23 秋分の日, 10/13 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日, 11/24 振替休日
        """
      ),
      (
        2026,
        """
        1/1 元日, 1/12 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/20 春分の日, 4/29 昭和の日, 5/3 憲法記念日, \
        5/4 みどりの日, 5/5 こどもの日, 5/6 振替休日, 7/20 海の日, 8/11 山の日, 9/21 敬老の日, 9/22 国民の休日, \
        9/23 秋分の日, 10/12 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日
        """
      ),
      (
        2027,
        """
        1/1 元日, 1/11 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/21 春分の日, 3/22 振替休日, 4/29 昭和の日, \
        5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 7/19 海の日, 8/11 山の日, 9/20 敬老の日, 9/23 秋分の日, \
        10/11 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日
        """
      ),
    ])
  func year(_ year: Int, _ published: String) throws {
    let first = try date("\(year)-01-01")
    let listed = (0..<366).map(first.adding(days:)).filter { $0.year == year }
      .compactMap { day in calendar.name(of: day).map { "\(day.month)/\(day.day) \($0)" } }
    #expect(listed.joined(separator: ", ") == published)
  }

  @Test(
    "rules on both sides of the day on which they changed",
    arguments: [
      ("2000-01-10", "成人の日"), ("2000-01-15", nil), ("2002-07-20", "海の日"), ("2003-07-20", nil),
      ("2003-07-21", "海の日"), ("2002-09-15", "敬老の日"), ("2003-09-15", "敬老の日"),
      ("2004-09-15", nil), ("2004-09-20", "敬老の日"), ("2006-04-29", "みどりの日"),
      ("2007-04-29", "昭和の日"), ("2006-05-04", "国民の休日"), ("2007-05-04", "みどりの日"),
      ("2015-08-11", nil), ("2016-08-11", "山の日"), ("2018-12-23", "天皇誕生日"), ("2019-12-23", nil),
      ("2019-02-23", nil), ("2020-02-23", "天皇誕生日"), ("2020-07-20", nil), ("2020-10-12", nil),
      ("2020-08-11", nil), ("2021-07-19", nil), ("2021-08-11", nil), ("2021-10-11", nil),
      ("2022-07-18", "海の日"), ("2022-08-11", "山の日"), ("2022-10-10", "スポーツの日"),
      ("2018-10-08", "体育の日"), ("2019-04-27", nil), ("2019-04-28", nil), ("2025-12-31", nil),
      ("2026-01-02", nil),
    ] as [(String, String?)])
  func changed(_ text: String, _ name: String?) throws {
    #expect(calendar.name(of: try date(text)) == name)
  }

  @Test(
    "a substitute was the next day until 2006, and is the next free day since 2007",
    arguments: [
      ("2001-02-12", "振替休日"), ("2001-09-24", "振替休日"), ("2001-12-24", "振替休日"),
      // 3 May on a Sunday: 4 May is the substitute until 2006, and a holiday of its own since 2007.
      ("2009-05-04", "みどりの日"), ("2009-05-06", "振替休日"), ("2008-05-06", "振替休日"),
      ("2015-05-06", "振替休日"), ("2023-01-02", "振替休日"),
      // 4 May on a Sunday was no 国民の休日.
      ("2003-05-04", nil), ("2003-05-05", "こどもの日"), ("2003-05-06", nil),
    ] as [(String, String?)])
  func substitute(_ text: String, _ name: String?) throws {
    #expect(calendar.name(of: try date(text)) == name)
  }

  @Test(
    "between 敬老の日 and 秋分の日",
    arguments: [
      ("2009-09-22", "国民の休日"), ("2015-09-22", "国民の休日"), ("2026-09-22", "国民の休日"),
      ("2032-09-21", "国民の休日"), ("2014-09-22", nil), ("2025-09-22", nil),
    ] as [(String, String?)])
  func between(_ text: String, _ name: String?) throws {
    #expect(calendar.name(of: try date(text)) == name)
  }

  @Test("ten days off in 2019") func tenDays() throws {
    #expect(calendar.isWorkingDay(try date("2019-04-26")))
    for text in ["2019-04-27", "2019-04-28", "2019-05-06"] {
      #expect(!calendar.isWorkingDay(try date(text)))
      #expect(calendar.lastWorkingDay(onOrBefore: try date(text)).description == "2019-04-26")
      #expect(calendar.firstWorkingDay(onOrAfter: try date(text)).description == "2019-05-07")
    }
    #expect(calendar.isWorkingDay(try date("2019-05-07")))
  }

  @Test("a working day is its own nearest one; the end of the year is no holiday")
  func working() throws {
    for text in ["2025-12-31", "2026-01-02", "2024-02-29", "2026-09-24"] {
      #expect(calendar.lastWorkingDay(onOrBefore: try date(text)) == (try date(text)))
      #expect(calendar.firstWorkingDay(onOrAfter: try date(text)) == (try date(text)))
    }
    #expect(calendar.lastWorkingDay(onOrBefore: try date("2026-01-01")).description == "2025-12-31")
  }

  @Test("outside of its years it knows of weekends only") func outside() throws {
    #expect(calendar.years == 2000...2050)
    #expect(calendar.name(of: try date("1999-01-01")) == nil)
    #expect(calendar.name(of: try date("2051-11-03")) == nil)
    #expect(calendar.isWorkingDay(try date("2051-11-03")))
    #expect(!calendar.isWorkingDay(try date("2051-11-04")), "a Saturday")
    #expect(!calendar.isWorkingDay(try date("1969-12-28")), "a Sunday before 1970")
  }

  @Test("every year of the data has both equinoxes") func equinoxes() {
    for year in calendar.years {
      let spring = (20...21).compactMap { Day(year: year, month: 3, day: $0) }
      let autumn = (22...23).compactMap { Day(year: year, month: 9, day: $0) }
      #expect(spring.filter { calendar.name(of: $0) == "春分の日" }.count == 1, "\(year)")
      #expect(autumn.filter { calendar.name(of: $0) == "秋分の日" }.count == 1, "\(year)")
    }
  }
}
