export { deliverOutbox } from './deliver-outbox.ts';
export { fireTimers } from './fire-timers.ts';
export { startWorkers } from './start-workers.ts';
