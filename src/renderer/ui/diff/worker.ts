// Highlighting of code, off the page's thread. A file of ours, so that the page may start it.
import '@pierre/diffs/worker/worker.js'
