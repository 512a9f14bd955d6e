// The default export is the one thing that Node, the bundler and the tests all find in this package.
import chineseDays from 'chinese-days';
import {
  type CalendarData,
  workCalendar as calendarOf,
  dateOfDay,
  dayNumber,
  type WorkCalendar,
  weekdayOf,
} from '../../../engine/index.ts';

// Days that are statutory holidays each year, published or not: where one of them is said to be worked, the year's data is missing.
const statutory = ['01-01', '05-01', '10-01', '10-02', '10-03'];
/** Since 2025 the law has the second of May as well: years to come, whose days are not published yet, have it. */
const yearly = [...statutory, '05-02'];
const FIRST_YEAR = 2004;
const MOST_YEARS = 100;

let known: CalendarData | undefined;

/** Working days of China as the State Council published them. Years that it has not (yet) are not in it. */
export function calendarData(): CalendarData {
  known ??= readYears();
  return known;
}

/** The years around an instant: what a browser needs. */
export function calendarAround(now: string): CalendarData {
  const year = Number(now.slice(0, 4));
  const near = (date: string) => Math.abs(Number(date.slice(0, 4)) - year) <= 1;
  const { years, holidays, workdays, yearly } = calendarData();
  return {
    ...(yearly && { yearly }),
    years: years.filter((each) => Math.abs(each - year) <= 1),
    holidays: holidays.filter(near),
    workdays: workdays.filter(near),
  };
}

function readYears(): CalendarData {
  const data: CalendarData = { years: [], holidays: [], workdays: [], yearly };
  for (let year = FIRST_YEAR; year < FIRST_YEAR + MOST_YEARS && isPublished(year); year++) {
    data.years.push(year);
    for (let number = dayNumber(`${year}-01-01`), last = dayNumber(`${year}-12-31`); number <= last; number++) {
      const day = dateOfDay(number) ?? '';
      const weekend = weekdayOf(day) > 5;
      if (chineseDays.isWorkday(day) === weekend) (weekend ? data.workdays : data.holidays).push(day);
    }
  }
  return data;
}

function isPublished(year: number): boolean {
  return statutory.every((day) => !chineseDays.isWorkday(`${year}-${day}`));
}

let calendar: WorkCalendar | undefined;

export function workCalendar(): WorkCalendar {
  calendar ??= calendarOf(calendarData());
  return calendar;
}

// The State Council publishes a year's holidays in November of the year before.
const PUBLISHED_BY = '12-01';

/** The year whose working calendar should be there by now and is not. */
export function missingYear(now: string): number | undefined {
  const { years } = calendarData();
  const year = Number(now.slice(0, 4));
  const due = now.slice(5, 10) >= PUBLISHED_BY ? [year, year + 1] : [year];
  return due.find((each) => !years.includes(each));
}
