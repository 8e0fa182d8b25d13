import { expect, it } from 'vitest'
import { parsePs } from './ps-processes.ts'

// Written after the manual page of macOS; the test runs everywhere, the command only there.
const output = `
    1     0     1 Ss   Thu Nov  5 09:12:01 2026     /sbin/launchd
  812     1   812 Z+   Fri Nov 20 10:00:00 2026     (node)
  900   812   900 S    Fri Nov 20 10:00:01 2026     /bin/sh -c run A=1 SWITCHYARD_PROCESS=abc.7 PATH=/bin
`

it('reads what ps prints', () => {
  expect(parsePs(output)).toEqual([
    { pid: 1, parent: 0, group: 1, session: 1, startTime: 'Thu Nov 5 09:12:01 2026', zombie: false, marker: null },
    {
      pid: 812,
      parent: 1,
      group: 812,
      session: 812,
      startTime: 'Fri Nov 20 10:00:00 2026',
      zombie: true,
      marker: null,
    },
    {
      pid: 900,
      parent: 812,
      group: 900,
      session: 900,
      startTime: 'Fri Nov 20 10:00:01 2026',
      zombie: false,
      marker: 'abc.7',
    },
  ])
})
