// Comparing and searching of long texts, off the page's thread. A file of ours, so that the page may start it.
import 'monaco-editor/editor/editor.worker'
