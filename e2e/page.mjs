// What tests import: the village, with its browser closed after a file's last test.

import { after } from 'node:test';
import { close } from './village.mjs';

export * from './village.mjs';

after(close);
