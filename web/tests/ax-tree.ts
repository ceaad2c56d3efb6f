import type { Page } from '@playwright/test'

interface AxNode {
  nodeId: string
  parentId?: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  properties?: { name: string; value: { value?: unknown } }[]
}

/** A control as a screen reader meets it, and the nearest part of the page that has it. */
export interface Control {
  role: string
  name: string
  description: string
  region: string
  regionName: string
}

const CONTROLS = new Set(
  'button link textbox searchbox combobox checkbox radio switch menuitem menuitemradio menuitemcheckbox option slider spinbutton tab gridcell'.split(' '),
)
const REGIONS = new Set('banner navigation main complementary contentinfo region form search dialog alertdialog toolbar menu listbox article group'.split(' '))

/** All controls of the page in the browser's own reckoning: what has no name there has none for anybody. */
export async function controlsOf(page: Page): Promise<Control[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] }
  await devtools.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const said = (value: { value: string } | undefined): string => (value?.value ?? '').replaceAll(/\s+/g, ' ').trim()
  const regionOf = (node: AxNode): AxNode | undefined => {
    const parent = byId.get(node.parentId ?? '')
    return !parent || (!parent.ignored && REGIONS.has(said(parent.role))) ? parent : regionOf(parent)
  }
  return nodes
    .filter((node) => !node.ignored && CONTROLS.has(said(node.role)))
    .map((node) => {
      const region = regionOf(node)
      return {
        role: said(node.role),
        name: said(node.name),
        description: said(node.description),
        region: region ? `${said(region.role)} ${region.nodeId}` : 'page',
        regionName: said(region?.name),
      }
    })
}
