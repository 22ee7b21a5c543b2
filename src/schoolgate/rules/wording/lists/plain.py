"""Office words and short forms, each with plain words for it."""

# Words that families may not know, and what to write instead.
_JARGON = """
    a number of: some; additional: more; additionally: also; approximately: about; assistance: help;
    at the present time: now; at this moment in time: now; attain: reach; attainment: results;
    best practice: what works best; cascade: share; cease: stop; cohort: year group; cohorts: year groups;
    commence: start; commences: starts; commencing: starting; commensurate: equal; comply with: keep to;
    component: part; consequently: so; continuous provision: play areas; curriculum offer: lessons;
    deep dive: close look; deliverables: results; demonstrate: show; demonstrates: shows;
    differentiated: made to fit each child; differentiation: fitting work to each child; disseminate: share;
    disseminated: shared; due to the fact that: because; endeavour: try; enrichment: extra activities;
    ensure: make sure; ensures: makes sure; ensuring: making sure; expedite: speed up; facilitate: help;
    facilitated: helped; facilitating: helping; for the purpose of: to;
    formative assessment: checking as we go; going forward: from now on; graphemes: letters;
    henceforth: from now on; hereby: now; herewith: here; holistic: whole; impactful: strong;
    implement: carry out; implementation: start; implemented: carried out;
    in accordance with: as set out in; in lieu of: instead of; in light of: because of; in order to: to;
    in relation to: about; in respect of: about; in the event that: if; inform: tell; informed: told;
    initiate: start; initiative: plan; initiatives: plans; interventions: extra help;
    key deliverables: what we must do; learning outcomes: what children learn; leverage: use;
    leveraging: using; metacognition: thinking about thinking; moving forward: from now on;
    multi-agency: several services; notified: told; notify: tell; notwithstanding: even though;
    numerous: many; obtain: get; on a regular basis: often; oracy: speaking and listening;
    paradigm: way of thinking; participate: take part; participated: took part; participating: taking part;
    participation: taking part; pedagogical: teaching; pedagogy: way of teaching; permit: let;
    permitted: allowed; pertaining to: about; phonemes: sounds;
    phonological awareness: hearing sounds in words; possess: have; prior to: before; procure: buy;
    provision: help; pupil voice: what pupils think; purchase: buy; purchased: bought; receive: get;
    regarding: about; remuneration: pay; request: ask for; require: need; required: needed;
    requirements: needs; residing: living; retain: keep; robust: strong;
    safeguarding concern: worry about a child; scaffolding: step by step help;
    stakeholder: the people it concerns; stakeholders: the people it concerns; submit: send;
    submitted: sent; subsequent to: after; sufficient: enough; summative assessment: end test;
    synergy: working together; terminate: end; the majority of: most; thereafter: then; therein: in it;
    transition: move; transitioning: moving; transmit: send; upon: on; utilisation: use; utilise: use;
    utilising: using; via: by; whilst: while; with immediate effect: from now; with regard to: about;
    with regards to: about; wraparound provision: breakfast and after-school club;
"""

# Short forms that a family may not know. Words in brackets after one explain it.
_SHORT_FORMS = """
    AIP: school plan; AfL: checking as we teach; CLA: children in care; CPD: staff training;
    DDSL: deputy safeguarding lead; DSL: safeguarding lead; EAL: English as a second language;
    ECT: new teacher; EHCP: education, health and care plan; ELSA: help with feelings;
    EYFS: Nursery and Reception; FSM: free school meals; GDS: greater depth; HLTA: teaching assistant;
    LAC: children in care; LGB: governors; LSA: learning assistant; MAT: trust of schools; MFL: languages;
    NQT: new teacher; PPG: pupil premium; PSHE: lessons about life and health;
    RSE: lessons about relationships; SDP: school plan; SEMH: feelings and mental health;
    SENCO: the teacher for special needs; SEND: special educational needs;
    SENDCO: the teacher for special needs; SLT: school leaders; SMSC: lessons about life and culture;
    SMT: school leaders; SPaG: spelling and grammar; SoW: plan of lessons; TAF: family meeting;
"""


def _pairs(table: str) -> dict[str, str]:
    entries = [entry.partition(":") for entry in table.split(";") if entry.strip()]
    return {" ".join(word.split()): " ".join(plain.split()) for word, _, plain in entries}


JARGON = frozenset((_pairs(_JARGON) | _pairs(_SHORT_FORMS)).items())
