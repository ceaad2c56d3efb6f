// Which tests failed, a line each, out of the runners' reports.

import { stripVTControlCharacters } from 'node:util'

const line = (how, name, message) => `${how} ${name}: ${firstLine(message)}`

const firstLine = (message) =>
  stripVTControlCharacters(message ?? '')
    .trim()
    .split('\n')[0]
    .slice(0, 200)

const fileOf = (path) => path.slice(path.lastIndexOf('/') + 1)

function vitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [line('FAILED', fileOf(name), message)]
    return failed.map((test) => line('FAILED', `${fileOf(name)} › ${test.fullName}`, test.failureMessages[0]))
  })
}

/** Those that passed on their second try are told, too: they are faults of the product or of the test. */
function playwright(report) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
  const failures = (report?.suites ?? [])
    .flatMap(specsOf)
    .flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, results }) =>
          line(status === 'flaky' ? 'FLAKY' : 'FAILED', `${fileOf(file)} › ${title}`, results.find(({ error }) => error)?.error.message),
        ),
    )
  return [...failures, ...(report?.errors ?? []).map(({ message }) => line('FAILED', 'browser', message))]
}

export const namesOf = { vitest, playwright }
