import { defineConfig } from '@playwright/test'
import { chromiumArgs, shellFile } from './bench/chromium.ts'

/** The browser tests start servers of their own, on free ports with data of their own; Chromium is the system's. */
export default defineConfig({
  testDir: 'web/tests',
  testMatch: '**/*.spec.ts',
  // TEST_STORE=cluster: each server of a test is three nodes behind a balancer, and each browser is at another one.
  ...(process.env.TEST_STORE === 'cluster' && { globalSetup: './bench/proofs/suite/browser-setup.ts' }),
  outputDir: 'test-results',
  // Many wait for a clock or a server rather than for a processor.
  workers: 3,
  // A machine that stalls for seconds is tried once more, and told as flaky; a test that fails twice has failed.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Each fresh browser would compile every script of the client for its worker. The tests in which somebody stays a while, or is offline, allow it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // Recording costs as much as the test: only what is tried once more is recorded.
    trace: 'on-first-retry',
    launchOptions: { executablePath: shellFile, args: [...chromiumArgs] },
  },
})
