export { type Around, environmentOf, loadSurroundings } from './load-surroundings.ts';
export { calendarAround, workCalendar } from './work-calendar.ts';
