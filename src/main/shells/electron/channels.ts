/** A page asks for its ports, and gets them. */
export const portsChannel = 'switchyard:ports'
/** Something was dropped on the page: its path. */
export const droppedChannel = 'switchyard:dropped'
