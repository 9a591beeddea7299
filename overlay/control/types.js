// The shapes of docs/protocol.md that the control page reads and sends. Types only.

/** @typedef {{ id: string, name: string }} By */
/** @typedef {{ id: string, name: string, role: "owner" | "moderator" }} Person */
/** @typedef {{ person: Person, version: string }} Session */

/**
 * @typedef {object} Gift
 * @property {string} id
 * @property {number} seq
 * @property {string} at
 * @property {string | null} gifter  null: anonymous
 * @property {string | null} gift  null: free coins
 * @property {string | null} gift_id
 * @property {number} count
 * @property {number} coins
 * @property {string} source
 * @property {string | null} platform
 * @property {By} by
 * @property {boolean} voided
 * @property {boolean} rehearsal
 * @property {boolean} needs_rate
 */

/**
 * @typedef {object} GiftSent
 * @property {string | null} gifter
 * @property {string} [gift]
 * @property {string} [gift_id]
 * @property {number} [count]
 * @property {number} [coins]
 * @property {string} [streak]
 * @property {string} [at]
 * @property {boolean} [rehearsal]
 * @property {boolean} [confirm]
 */

/** @typedef {{ at: number, label: string }} Milestone */
/** @typedef {{ target: number, title: string | null }} Rung */
/**
 * @typedef {{ rule: "stay" | "step" | "factor" | "pleasant", step?: number, factor?: string }}
 *   OnReach
 */
/**
 * @typedef {{ title: string, target: number, rung: number, rungs: number, reached: boolean,
 *   missing: number }} Now
 */

/**
 * @typedef {object} GoalSent
 * @property {string} title
 * @property {number} target
 * @property {number} offset
 * @property {string | null} gift
 * @property {Milestone[]} milestones
 * @property {Rung[]} ladder
 * @property {OnReach} on_reach
 * @property {string | null} deadline
 */
/**
 * @typedef {GoalSent & { id: string, run: number, raised: number, all_time: number, opened_at:
 *   string, now: Now }} Goal
 */

/** @typedef {{ gifter: string | null, coins: number }} Top */
/** @typedef {{ goals: Goal[], recent: Gift[], top: Top[] }} Board */
/** @typedef {Board & { gifts: number, on_overlays: boolean }} Rehearsal */
/**
 * @typedef {Board & { type: "state", seq: number, ledger: string, needs_rate: number, rehearsal:
 *   Rehearsal,
 *   totals: { coins: number, gifts: number, gifters: number } }} StateFrame
 */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} title
 * @property {"playing" | "done" | "stopped" | "failed"} state
 * @property {number} done
 * @property {number} steps
 * @property {number} elapsed  seconds of script time
 * @property {number} seconds  seconds of script time
 * @property {number} speed
 * @property {boolean} loop
 * @property {boolean} live
 * @property {By} by
 */
/** @typedef {{ name: string, title: string, seconds: number }} Script */
/** @typedef {{ type: "run", seq: number, ledger: string, run: Run | null }} RunFrame */

/** @typedef {{ id: string, name: string, coins: number, favourite: boolean }} CatalogueGift */
/** @typedef {{ coins: number, price: string, currency: string }} Package */
/** @typedef {{ gifts: CatalogueGift[], packages: Package[] }} Catalogue */

/**
 * @typedef {object} Look
 * @property {string | null} goal
 * @property {string} theme
 * @property {boolean} toasts
 * @property {boolean} milestones
 * @property {boolean} togo
 * @property {boolean} calm
 * @property {string | null} accent
 * @property {string} locale
 * @property {Record<string, string>} words
 */
/** @typedef {{ id: string, name: string, key: string, url: string, look: Look }} Overlay */
/** @typedef {{ id: string, name: string, made_at: string, link?: string }} Invite */

/**
 * @typedef {object} Problem
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} [detail]
 * @property {string} [field]
 * @property {{ field: string, found?: string, expected?: string, detail?: string }[]} [errors]
 * @property {{ id: string, name: string, coins: number }[]} [choices]
 * @property {Gift} [other]
 * @property {number} [line]
 */

export {};
