// How long tests of parts of a page wait for what must come: a busy machine is no fault.
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 15_000 });
