import { describe, expect, it } from 'vitest'
import { readResults } from './read-results.ts'

const tap = `TAP version 13
# Subtest: adds
ok 1 - adds
  ---
  duration_ms: 0.769723
  ...
# Subtest: half
    # Subtest: inner
    not ok 1 - inner
    1..1
not ok 2 - half
  ---
  duration_ms: 0.907848
  error: |-
    Expected values to be strictly equal:
    
    1 !== 2
    
  code: 'ERR_ASSERTION'
  ...
# Subtest: later
ok 3 - later # SKIP
1..3
# tests 3
# pass 1
# fail 1
# skipped 1
`

const spec = `✔ adds (0.730675ms)
✖ half (0.78143ms)
﹣ later (0.111876ms) # SKIP
ℹ tests 3
ℹ suites 0
ℹ pass 1
ℹ fail 1
ℹ cancelled 0
ℹ skipped 1
ℹ todo 0

✖ failing tests:

test at t.test.mjs:2:25
✖ half (0.78143ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
`

const vitest = ` ❯ a.test.ts (3 tests | 1 failed | 1 skipped) 10ms
   ✓ adds 2ms
   × half 7ms
   ↓ later

 FAIL  a.test.ts > half
AssertionError: expected 1 to be 2 // Object.is equality

 Test Files  1 failed (1)
      Tests  1 failed | 1 passed | 1 skipped (3)
   Duration  140ms (transform 39%, import 28%, tests 25%, worker 8%)
`

const jest = ` FAIL  src/a.test.js
  ● half

Test Suites: 1 failed, 1 total
Tests:       1 failed, 1 skipped, 1 passed, 3 total
Snapshots:   0 total
Time:        0.5 s
`

const pytest = `=================================== FAILURES ===================================
E   assert 1 == 2

test_py.py:3: AssertionError
=========================== short test summary info ============================
FAILED test_py.py::test_half - assert 1 == 2
==================== 1 failed, 1 passed, 1 skipped in 1.69s ====================
`

const pytestQuiet = `.Fs                                                                      [100%]
FAILED test_py.py::test_half - assert 1 == 2
1 failed, 1 passed, 1 skipped in 0.68s
`

const unittest = `.Fs
======================================================================
FAIL: test_half (__main__.T.test_half)
----------------------------------------------------------------------
AssertionError: 1 != 2

----------------------------------------------------------------------
Ran 3 tests in 0.001s

FAILED (failures=1, skipped=1)
`

const cargo = `running 3 tests
test adds ... ok
test later ... ignored
test half ... FAILED

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s

   Doc-tests s

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
`

const go = `=== RUN   TestAdds
--- PASS: TestAdds (0.00s)
=== RUN   TestHalf
--- FAIL: TestHalf (0.00s)
=== RUN   TestLater
--- SKIP: TestLater (0.00s)
FAIL
exit status 1
`

const mocha = `
  1 passing (4ms)
  1 pending
  1 failing

  1) half:
`

const maven = `[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.04 s
[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1
`

const runners: Readonly<Record<string, string>> = {
  spec,
  vitest,
  jest,
  pytest,
  pytestQuiet,
  unittest,
  cargo,
  go,
  mocha,
  maven,
  rspec: 'Failures:\n\n3 examples, 1 failure, 1 pending\n',
  minitest: '3 runs, 2 assertions, 1 failures, 0 errors, 1 skips\n',
  dotnet: 'Failed!  - Failed:     1, Passed:     1, Skipped:     1, Total:     3\n',
}

describe('results of a runner', () => {
  it.each(Object.entries(runners))('in the words of %s', (_name, output) => {
    expect(readResults(output, [])).toMatchObject({ format: 'summary', passed: 1, failed: 1, skipped: 1 })
  })

  it.each([
    ['spec', spec, { name: 'half', message: '' }],
    ['vitest', vitest, { name: 'a.test.ts > half', message: '' }],
    ['pytest', pytest, { name: 'test_py.py::test_half', message: 'assert 1 == 2' }],
    ['unittest', unittest, { name: 'test_half (__main__.T.test_half)', message: '' }],
    ['cargo', cargo, { name: 'half', message: '' }],
    ['go', go, { name: 'TestHalf', message: '' }],
  ])('name what failed: %s', (_name, output, failure) => {
    expect(readResults(output, [])?.failures).toEqual([failure])
  })

  it('in TAP, whose subtests are told by what they are part of', () => {
    const failures = [{ name: 'half', message: 'Expected values to be strictly equal:' }]
    expect(readResults(tap, [])).toEqual({ format: 'tap', passed: 1, failed: 1, skipped: 1, failures })
  })

  it('in JUnit reports, which say most', () => {
    const xml = `<?xml version="1.0"?><testsuites><testsuite name="s" tests="4">
      <testcase classname="sum" name="adds &lt;two&gt;" time="0.1"/>
      <testcase classname="sum" name="a > b"><failure type="AssertionError"><![CDATA[1 is not 2]]></failure></testcase>
      <testcase classname="sum" name="breaks"><error message="no &#39;x&#39; &#x26; no y"/></testcase>
      <testcase classname="sum" name="later"><skipped/></testcase></testsuite></testsuites>`
    const failures = [
      { name: 'sum a > b', message: '1 is not 2' },
      { name: 'sum breaks', message: "no 'x' & no y" },
    ]
    expect(readResults(vitest, [xml])).toEqual({ format: 'junit', passed: 1, failed: 2, skipped: 1, failures })
    expect(readResults(xml, [])).toMatchObject({ format: 'junit', passed: 1 })
  })

  it.each(['', 'all good\n', 'passed\n', 'Tests: fine\n', '<testsuite><testcase', '1..x\nok', 'ok'])(
    'are none where nobody counts: %j',
    (output) => expect(readResults(output, [])).toBeNull(),
  )

  it('are read quickly from any output', () => {
    const long = 'x'.repeat(250_000)
    const begun = performance.now()
    for (const output of [
      long,
      `${long} 1 passed`,
      '=== '.repeat(60_000),
      ' \t'.repeat(120_000),
      '<testcase'.repeat(25_000),
      '<testcase>'.repeat(400_000),
      `= ${'1'.repeat(250_000)}`,
      `Tests: ${'1'.repeat(250_000)}`,
      `test result: ${'1'.repeat(250_000)}`,
      '\r'.repeat(250_000),
      '\u2028'.repeat(250_000),
    ]) {
      readResults(output, [`<testsuite>${output}`])
    }
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})
