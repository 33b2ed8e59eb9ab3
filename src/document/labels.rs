//! The labels of a statement. What each means, with examples and borders, is in `docs/labels.md`.

use crate::names::named;

named! {
    /// What a sentence does. A sentence has one to three kinds, the first is the primary one.
    pub enum Kind as "kind" {
        /// A rule for a class of actors, whenever the case arises; or: a set of rules applies.
        Norm = "norm",
        /// The holder binds itself by its own will.
        Commitment = "commitment",
        /// Someone is asked to act.
        Call = "call",
        /// A view: belief, value, support, welcome, assessment.
        Position = "position",
        /// A negative stance: worry, regret, condemnation.
        Concern = "concern",
        /// Information: what happened, exists, was said.
        Report = "report",
        /// Courtesy and the conduct of the meeting.
        Ceremony = "ceremony",
        /// No statement by the speaker: heading, dateline, name list, page furniture.
        Boilerplate = "boilerplate",
    }
}

named! {
    /// The deontic force of a norm.
    pub enum Force as "force" {
        /// must, shall, is bound to, has a duty
        Obligation = "obligation",
        /// must not, shall not, is prohibited
        Prohibition = "prohibition",
        /// should, ought to
        Recommendation = "recommendation",
        /// should not, should refrain from
        Discouragement = "discouragement",
        /// may, is entitled to, has the right to
        Permission = "permission",
        /// A body of law or a norm applies, is binding, is voluntary.
        Applicability = "applicability",
    }
}

named! {
    /// Where a commitment comes from.
    pub enum Status as "status" {
        /// Made here.
        New = "new",
        /// Made before, and renewed here.
        Reaffirmed = "reaffirmed",
        /// Told of a third party, or as history.
        Reported = "reported",
    }
}

named! {
    /// How strongly a commitment binds.
    pub enum Strength as "strength" {
        /// will, shall, undertake, pledge
        Firm = "firm",
        /// Conditional or hedged: where feasible, stand ready to.
        Qualified = "qualified",
        /// aim, seek, intend; or committed to a value rather than an act
        Aspirational = "aspirational",
    }
}

named! {
    /// Whether a commitment is to act or to abstain.
    pub enum Polarity as "polarity" {
        /// To act.
        Do = "do",
        /// To abstain.
        Refrain = "refrain",
    }
}

named! {
    /// What a statement is about. The first six are the pillars of the 2021 GGE and OEWG reports.
    pub enum Topic as "topic" {
        /// Threats to security, existing and emerging.
        Threats = "threats",
        /// Norms, rules and principles of responsible State behaviour.
        Norms = "norms",
        /// International law.
        InternationalLaw = "international_law",
        /// Confidence-building measures.
        Cbms = "cbms",
        /// Capacity-building.
        CapacityBuilding = "capacity_building",
        /// Regular institutional dialogue.
        InstitutionalDialogue = "institutional_dialogue",
        /// Human rights.
        HumanRights = "human_rights",
        /// Access and development.
        AccessDevelopment = "access_development",
    }
}

named! {
    /// One of the eleven voluntary norms of A/70/174, paragraph 13.
    pub enum UnNorm as "UN norm" {
        /// Co-operate for stability, prevent harmful practices.
        A = "a",
        /// Weigh all information before attributing an incident.
        B = "b",
        /// Do not knowingly let territory be used for wrongful acts.
        C = "c",
        /// Exchange information against criminal and terrorist use.
        D = "d",
        /// Respect human rights and privacy.
        E = "e",
        /// Do not damage critical infrastructure.
        F = "f",
        /// Protect one's own critical infrastructure.
        G = "g",
        /// Answer requests for help of a State under attack.
        H = "h",
        /// Secure the supply chain.
        I = "i",
        /// Report vulnerabilities responsibly.
        J = "j",
        /// Do not harm emergency response teams, nor use them to attack.
        K = "k",
    }
}
