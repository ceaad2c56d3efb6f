/** Features that the browser-testing library turns off itself. Whoever names one of their own must name these, too: the last list is the one that counts. */
const LIBRARYS = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/**
 * Pages of the browser's own: what hangs below its address bar, and its button to reload. Without a head nobody sees them, and each new context loads them
 * anew beside the page, for a third of all the processor time of a first visit (2.65 and 1.78 s, means of eight, 2 × AMD EPYC).
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIReloadButton', 'InitialWebUI', 'PreloadTopChromeWebUI']

/** How Chromium is started by tests and benchmarks. Without a graphics card it draws as it does on a machine that has none, and emulates none. */
export const chromiumArgs: readonly string[] = ['--no-sandbox', '--disable-gpu', `--disable-features=${[...LIBRARYS, ...UNSEEN].join()}`]

/** The whole browser: what is timed or drawn for people, and what needs its notifications and push messages. */
export const chromiumFile = process.env.CHROMIUM || '/usr/bin/chromium'

/** The same engine without a browser's windows around it, from the same Debian source: its tests need an eighth less processor time. */
export const shellFile = process.env.CHROMIUM || '/usr/bin/chromium-headless-shell'
