/** How everything looks that opens beside a control. */
export const popupLook = 'rounded border border-line bg-panel text-text shadow-float outline-none'
