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
 * @property {string} [gifter_key]
 * @property {string | null} gift  null: free coins
 * @property {string | null} gift_id
 * @property {string | null} [streak_key]  that of whoever entered it, where it was a streak
 * @property {number} count
 * @property {number} coins
 * @property {string} source
 * @property {string | null} platform
 * @property {By} by
 * @property {string | null} [message]
 * @property {boolean} voided
 * @property {boolean} rehearsal
 * @property {string | null} [given_at]  when it was given, where that is said
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
 * @property {string} [platform]
 * @property {{ amount: string, unit: string }} [worth]
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
 *   Rehearsal, waiting: Gift[], over_budget: string[], notices: string[],
 *   totals: { coins: number, gifts: number, gifters: number } }} StateFrame
 */

/** @typedef {{ what: string, ok: boolean, says: string, do: string | null }} Check */
/**
 * @typedef {{ overlay: string, name: string, obs: string | null, width: number | null, height:
 *   number | null }} Viewer
 */
/** @typedef {{ type: "preflight", ready: boolean, checks: Check[], viewers: Viewer[] }} Preflight */

/** @typedef {{ at: string, coins: number }} Minute  when it began */
/** @typedef {{ at: string, title: string, mark: number, milestone: boolean }} Passed */
/**
 * @typedef {object} Recap
 * @property {string} since
 * @property {string} until
 * @property {number} coins
 * @property {number} gifts
 * @property {number} gifters
 * @property {{ gifter: string | null, coins: number, gifts: number }[]} top  null: not agreed
 * @property {Minute[]} minutes  those in which something came, in order
 * @property {Passed[]} passed
 */

/**
 * @typedef {{ shoutout_coins: number | null, shoutouts_on_air: boolean, blocked_words: string[],
 *   block_links: boolean }} Rules
 */
/**
 * @typedef {{ key: string, gifter: string, coins: number, gifts: number, name: string | null,
 *   hidden: boolean, budget: number | null, in_recap: boolean, over_budget: boolean }} Gifter
 */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} title
 * @property {"playing" | "done" | "stopped" | "failed" | "cut"} state  `cut`: by a restart of the
 *   server, which remembers no run; the page's own word
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
 * @property {import("../shared/look.js").Kind} widget
 * @property {{ kind: import("../shared/look.js").Kind, place: string }[]} widgets
 * @property {"horizontal" | "vertical"} direction
 * @property {string | null} goal
 * @property {string} theme
 * @property {boolean} title
 * @property {boolean} number
 * @property {boolean} target
 * @property {boolean} togo
 * @property {boolean} milestones
 * @property {boolean} toasts
 * @property {boolean} platforms
 * @property {boolean} calm
 * @property {string | null} accent
 * @property {string | null} second
 * @property {string | null} ground
 * @property {number} ground_opacity  in percent
 * @property {string | null} font
 * @property {number | null} corner
 * @property {number | null} thickness
 * @property {string} locale
 * @property {string} language
 * @property {string | null} [language]
 * @property {Record<string, string>} words
 * @property {{ on: boolean, volume: number, tiers: boolean[], reached: boolean }} sounds
 * @property {{ name: string, coins: number | null } | null} ticker_gift
 */
/**
 * @typedef {{ id: string, name: string, key: string, url: string, drag_url: string, look: Look }}
 *   Overlay
 */
/**
 * @typedef {{ done: "created" | "updated", scene: string, source: string, width: number, height:
 *   number, obs: string, connected: boolean, screenshot: string | null }} Placed
 */
/** @typedef {{ id: string, name: string, made_at: string, link?: string }} Invite */

/**
 * @typedef {{ name: string, label: string, kind: "text" | "secret" | "choice", hint: string,
 *   required: boolean, choices: { value: string, label: string }[], value: string, set: boolean }}
 *   SourceField
 */
/**
 * @typedef {object} SourceStatus
 * @property {string} road
 * @property {string} title
 * @property {string[]} platforms
 * @property {string[]} counts_for
 * @property {boolean} on
 * @property {"off" | "connecting" | "live" | "degraded" | "refused"} state
 * @property {string} line
 * @property {string} note
 * @property {{ line: string, url: string, code: string } | null} prompt
 * @property {string | null} again_at
 * @property {string | null} heard_at
 * @property {string | null} gift_at
 * @property {string} last_ignored
 * @property {Record<string, number>} counters
 * @property {{ since: string, until: string }[]} gaps
 */
/**
 * @typedef {SourceStatus & { about: string, hook: string | null, old_secret_until: string | null,
 *   fields: SourceField[] | null }} Source
 */
/** @typedef {{ type: "sources", sources: SourceStatus[] }} SourcesFrame */
/**
 * @typedef {object} TriedGift  what a webhook's message would be counted as
 * @property {string} key
 * @property {string | null} gifter
 * @property {string | null} gift
 * @property {number} count
 * @property {number} coins
 * @property {{ amount: string, unit: string } | null} worth
 * @property {boolean} needs_rate
 * @property {string | null} message
 * @property {boolean} rehearsal
 */
/**
 * @typedef {{ rates: { unit: string, rate: string | null, set_in: "here" | "settings" }[],
 *   offered: { unit: string, rate: string, says: string, source: string, date: string }[],
 *   needed: { unit: string, gifts: number, newest: { gift: string | null }[] }[] }} Rates
 */
/**
 * @typedef {{ least: string, most: string }} Paid
 * @typedef {{ platform: string | null, unit: string, amount: string, gifts: number, currency: string |
 *   null, paid: Paid | null, kept: string | null, share: { says: string, source: string, date: string
 *   } | null }} WorthRow
 * @typedef {{ currency: string, paid: Paid, kept: string, whole: boolean }} WorthTotal
 * @typedef {{ since: string, until: string, rows: WorthRow[], totals: WorthTotal[], together: WorthTotal
 *   | null }} Estimate
 */

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
 * @property {{ line: number, why: string }[]} [rows]
 */

export {};
