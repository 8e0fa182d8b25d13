/**
 * Who stands behind a prompt. It travels in `_meta` of the prompt request and of each content block; a block without
 * one takes the request's, and a request without one (a generic client) counts as a person's.
 */
export const ORIGIN_META_KEY = 'switchyard/origin'

/** The turn's number (from 1 in each session) in `_meta` of a prompt request: a turn sent again keeps its number. */
export const TURN_META_KEY = 'switchyard/turn'

/** Why a person answered a permission as they did, in `_meta` of the answer. */
export const REASON_META_KEY = 'switchyard/reason'
