"""The sentence for every problem code: what is wrong, where, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "seal.unreadable": _(
        "These sealed bytes cannot be opened: they were altered, or the master key is not the one they were "
        "sealed with. "
        "Put back the keys folder of this instance."
    ),
    "seal.key_lost": _(
        "This is sealed with a key that cannot be opened: the master key of this instance is missing or is another "
        "one, or the key was deleted. Ask whoever looks after the server to put back its keys folder; “pamoja keys "
        "list” says which keys are concerned. Without them the content stays closed."
    ),
    "seal.reason_missing": _("Say why you open this: the reason is kept in the audit trail, with your name."),
    "seal.nothing_kept": _("Nothing is kept sealed here: nobody answered this question, or the answer was taken away."),
    "backup.unreadable": _(
        "“%(file)s” cannot be read as a backup (%(reason)s). Nothing was changed. Take another copy of the file."
    ),
    "backup.not_empty": _(
        "This instance is not empty. Restore into a new home or a new database, or give up what it holds with "
        "--replace."
    ),
    "backup.other_version": _(
        "This backup was made by another version of Pamoja. Install that version, restore, then upgrade."
    ),
    "backup.other_key": _(
        "This backup was sealed with the keys of another instance. Put the keys folder of that instance into this home "
        "first, or restore an archive that was made with --with-keys."
    ),
    "backup.altered": _("“%(file)s” was altered: its content is not what its hash says. Nothing was changed."),
    "audit.altered": _(
        "Line %(sequence)s of the audit trail (id %(line)s) is not what was sealed: it was altered or slipped in. Take "
        "this copy aside, and compare it with the last backup that verifies."
    ),
    "audit.missing": _(
        "Line %(sequence)s of the audit trail is missing: it was deleted. Take this copy aside, and look for the line "
        "in the last backup that verifies."
    ),
    "audit.content_altered": _(
        "The reason or the changes of line %(sequence)s of the audit trail (id %(line)s) were altered. Take this copy "
        "aside, and compare it with the last backup that verifies."
    ),
    "audit.content_altered_waiting": _(
        "A line of the audit trail that is not sealed yet (id %(line)s) was altered or slipped in. Take this copy "
        "aside, and compare it with the last backup that verifies."
    ),
    "audit.erased_unsaid": _(
        "The reason and the changes of line %(sequence)s of the audit trail (id %(line)s) are gone, and no line says "
        "that they were erased. Take this copy aside, and look for the line in the last backup that verifies."
    ),
    "audit.erased_unsaid_waiting": _(
        "The reason and the changes of a line of the audit trail that is not sealed yet (id %(line)s) are gone, and no "
        "line says that they were erased. Take this copy aside, and look for the line in the last backup that verifies."
    ),
    "audit.head_altered": _(
        "The end of the audit trail was altered: it says that line %(sequence)s is the last, and that is not what was "
        "sealed. Take this copy aside, and compare it with a head that was kept elsewhere."
    ),
    "audit.shorter_than_printed": _(
        "The audit trail ends before line %(sequence)s, of which a head was printed: lines were cut off, or an older "
        "backup was restored. Look for them in the last backup that verifies."
    ),
    "audit.other_than_printed": _(
        "Line %(sequence)s of the audit trail is not the one of which the head was printed: the chain was made anew "
        "since. Look for the lines in the last backup that verifies."
    ),
    "audit.head_unreadable": _(
        "“%(value)s” is not a head of the audit trail. Give it as `pamoja audit head` prints it: number:digest."
    ),
    "audit.other_content": _("This is not what was erased from the audit trail. Nothing was put back."),
    "rights.refused": _("Your role may not do this. Ask the person who manages access in your organisation."),
    "record.not_found": _("This record does not exist, or you may not see it."),
    "record.changed_meanwhile": _(
        "Somebody changed this record while you were writing. Look at what changed, then save again."
    ),
    "record.reason_missing": _("Say why you correct this record: the reason is kept in its history."),
    "calendar.link_wrong": _(
        "This calendar does not exist any more. Sign in to Pamoja and copy its address anew from the page Calendar."
    ),
    "life.reason_missing": _("Say why: the reason is kept in the history of the record."),
    "life.other_status": _(
        "This record is no longer where you saw it: somebody took a step with it meanwhile. Look at it again."
    ),
    "life.place_taken": _(
        "Another record has taken its place since it was deleted. Delete that one first, or leave this one deleted."
    ),
    "life.verified_within": _(
        "A record is verified within the organisation that it belongs to. Ask them, or return it with a comment."
    ),
    "life.own_work": _("You wrote what this record says: somebody else verifies it."),
    "life.not_approved": _(
        "Records above “internal” are verified within their organisation and approved by nobody else. Leave it so."
    ),
    "life.never_deleted": _(
        "Records of this register are not deleted. Give up the identity of a person, or erase it, from its page."
    ),
    "life.stood_on": _("Other records stand on this one. Delete or correct these first."),
    "life.stands_on_deleted": _("This record stands on another one that is deleted. Restore that one first."),
    "filter.nothing": _("No filter is set that could be kept; words are not kept. Set one, then keep it."),
    "filter.name_missing": _("Give the filter a name of at most 60 letters."),
    "filter.name_taken": _("You keep another filter of this list under that name. Choose another name."),
    "filter.too_many": _("You keep %(most)s filters of this list already. Delete one that you need no longer."),
    "record.place_outside_scope": _("“%(place)s” lies outside the area that you work in. Choose a place of your area."),
    "figures.period_not_ended": _(
        "This period runs until %(day)s: its figures can be approved once it has ended. Choose a period that has ended."
    ),
    "figures.period_unit": _("Months, quarters and half-years are approved. Choose one of them."),
    "figures.reason_missing": _("Say why you withdraw this approval: the reason is kept in the audit trail."),
    "figures.period_not_approved": _("The figures of this period are not approved: there is nothing to withdraw."),
    "form.required": _("“%(label)s” is missing. Answer this question."),
    "form.invalid": _("“%(value)s” is not a valid answer to “%(label)s”. Correct it."),
    "form.invalid_choice": _("“%(value)s” is not in the list of “%(label)s”. Choose one from the list."),
    "form.unknown_place": _("No place has the code “%(value)s” (question “%(label)s”). Choose a place from the list."),
    "form.unknown_record": _(
        "No record “%(value)s” that you may see answers “%(label)s”. Refresh the list on the phone or choose another."
    ),
    "form.too_long": _("“%(label)s” is too long: at most %(limit)s characters. Shorten it."),
    "form.out_of_range": _("“%(value)s” is out of range for “%(label)s”: between %(low)s and %(high)s. Correct it."),
    "form.unreadable_character": _("“%(label)s” contains a character that cannot be kept. Type it again."),
    "form.rule": "%(message)s",
    "record.already_there": _("This record was entered before. Nothing was added."),
    "record.not_yours": _("This record belongs to another organisation. Ask them to correct it."),
    "person.identity_gone": _(
        "The identity of this person was given up: nothing is added to this record. Enter a new record if the person "
        "agrees to be known again."
    ),
    "person.same_record": _("This is twice the same record. Choose two records."),
    "person.other_owner": _("These records belong to two organisations. Each decides about its own records only."),
    "person.other_level": _(
        "One of these records is more sensitive than the other. Bring both to one sensitivity first, so that nothing "
        "becomes more open by it."
    ),
    "person.not_found": _("No person has the code “%(number)s”. Check it: it looks like PER-2026-0001."),
    "closure.unknown": _("No place and no priority zone has the code “%(place)s”. Look it up among the places."),
    "closure.empty": _("The zone “%(place)s” holds no place today. Close its places one by one."),
    "closure.wrong_key": _("This is not the key of this closed area. Type it as it was shown, 52 letters and figures."),
    "closure.not_closed": _("This area was reopened before. Nothing was changed."),
    "closure.archive_broken": _(
        "The archive of the closed area is missing, cut or altered. Bring back its file from where you copied it; "
        "nothing was changed here."
    ),
    "closure.other_version": _(
        "The archive was written by another version of the program, and cannot be read by this one. Install the "
        "version of that day, reopen, then upgrade."
    ),
    "closure.login_taken": _(
        "Somebody has taken the login of a person of the closed area since. Give the newcomer another login first."
    ),
    "team.not_strict": _("People are named for strict records only. Make the record strict first, for a reason."),
    "team.out_of_reach": _(
        "%(person)s cannot be named for this record: suspended, or without access to this register or place. Choose "
        "another person, or have their places changed first."
    ),
    "team.reason_missing": _("Say why: the reason is kept in the history of the record."),
    "team.last": _("Somebody must stay named for a strict record. Name another person first."),
    "form.not_asked": _("“%(label)s” is answered though it is not asked here. Leave it empty."),
    "accounts.login_taken": _("Somebody already signs in as “%(login)s”. Choose another login."),
    "accounts.not_oneself": _("You cannot suspend your own access. Ask another administrator."),
    "preview.read_only": _("This is a preview: nothing can be changed. Leave the preview first."),
    "preview.over": _("What this preview was of is no more. Choose again."),
    "accounts.not_own_rights": _("Nobody changes their own role or places. Ask a colleague who looks after access."),
    "accounts.beyond_own_places": _("You work in some places only: give places inside yours, and at least one."),
    "accounts.own_second_factor": _(
        "Your own second factor is not reset by you. Change it on your account page, or ask another administrator."
    ),
    "accounts.session_over": _("That browser is signed out already. Nothing was changed."),
    "accounts.not_invited": _(
        "%(organisation)s knows you, but nobody of that organisation was invited here with your e-mail address. Ask "
        "whoever looks after access for an invitation, with that address as login."
    ),
    "accounts.other_identity": _(
        "This access was used with another identity of your organisation before. If your account there was made anew, "
        "ask whoever looks after access for a new invitation, and use it first."
    ),
    "accounts.provider_refused": _(
        "%(organisation)s did not confirm who you are, or you stopped on the way. Sign in again, or with your password."
    ),
    "accounts.provider_unreachable": _(
        "Your organisation’s sign-in page does not answer. Try again in a few minutes, or sign in with your password."
    ),
    "sign_in.unreadable": _(
        "“%(file)s” cannot be read (%(reason)s): nobody signs in through an organisation. Correct it."
    ),
    "sign_in.field_missing": _("%(file)s: “%(organisation)s” lacks “%(field)s”. Add it, as text in quotation marks."),
    "sign_in.not_https": _(
        "%(file)s: the address of “%(organisation)s” (%(address)s) is not https://. Use the address with TLS."
    ),
    "sign_in.secret_open": _(
        "%(file)s: others than its owner can read the secret of “%(organisation)s”. Run: chmod go= %(secret)s"
    ),
    "sign_in.secret_missing": _(
        "%(file)s: the secret of “%(organisation)s” cannot be read from %(secret)s. Put the file there, for the user "
        "that runs Pamoja."
    ),
    "accounts.invitation_over": _(
        "This invitation was used, replaced or is too old. Ask the person who invited you for a new one."
    ),
    "record.date_in_the_future": _(
        "%(value)s lies in the future: what has not happened yet is not recorded. Correct the date."
    ),
    "analysis.held_too_long": _(
        "An analysis is held to be true for three years at most, here until %(value)s: choose an earlier day."
    ),
    "analysis.driver_twice": _("The conflict dynamic “%(value)s” stands here twice: say it in one line."),
    "analysis.event_later": _(
        "%(value)s lies after the year of the analysis, %(year)s: correct the year, or leave this event out."
    ),
    "incident.place_too_near": _(
        "“%(value)s” is nearer than a groupement or quartier: an incident is kept no nearer than that. Choose the "
        "groupement or quartier that it lies in."
    ),
    "incident.victims_denied": _(
        "Victims are listed, and the answer is not that there were any: answer yes, or take the lines away."
    ),
    "incident.victims_twice": _("The same harm and sex stand here twice (%(value)s): add them up in one line."),
    "risk.review_twice": _("Two reviews were held on %(value)s: keep one of them."),
    "risk.review_too_early": _("The review of %(value)s comes before the risk was first seen: correct one of the two."),
    "risk.review_not_ahead": _(
        "A review was held on %(value)s: the next one comes after it. Choose a later day for the next review."
    ),
    "story.source_twice": _("Two sources have the code “%(value)s”. Give each its own, as S1, S2, S3."),
    "story.source_missing": _("Nobody is said to have told this story: add at least one source."),
    "case.party_twice": _("Two parties have the code “%(value)s”. Give each its own, as A, B, C."),
    "case.claim_without_party": _(
        "No party has the code “%(value)s”. Name the party first, or write the code as it stands there."
    ),
    "case.outline_unreadable": _(
        "“%(value)s” is not a point, a line or a polygon. Write it as POINT (29.37 -1.19), longitude first, or "
        "leave it empty and tell the place in words."
    ),
    "case.step_before_opening": _(
        "%(value)s lies before the day on which the case was opened. Correct one of the two."
    ),
    "case.step_after_outcome": _(
        "%(value)s lies after the outcome: only what follows the mediation comes after it. Correct one of the two."
    ),
    "case.visited": _(
        "This case was visited as resolved, and stays so. If the conflict is back, a visit says it; enter a new case "
        "for a new mediation."
    ),
    "case.outcome_after_visit": _(
        "A visit took place on %(value)s: the outcome cannot be later. Correct one of the two."
    ),
    "visit.case_not_resolved": _("This case is not resolved: there is no settlement to visit. Choose a resolved case."),
    "visit.before_outcome": _(
        "The case was resolved on %(value)s: a visit that follows it cannot be earlier. Correct one of the two dates."
    ),
    "assessment.dimension_twice": _("A dimension is scored twice. Keep one line for each."),
    "assessment.before_set_up": _(
        "The structure was set up on %(value)s: it cannot have been assessed before. Correct one of the two dates."
    ),
    "record.currency_missing": _("An amount is given, and not in which currency. Choose it."),
    "economy.people_differ": _(
        "The lines of members come to %(sum)s, the total says %(value)s. Correct one of the two; people whose sex or "
        "age is not known have a line too."
    ),
    "savings_sheet.month_taken": _(
        "The group has a sheet of %(month)s already: %(value)s. Correct that one, or the day of this one."
    ),
    "savings_sheet.before_group": _(
        "The group is known since %(value)s: a sheet cannot be earlier. Correct the day, or the group."
    ),
    "savings_sheet.after_end": _(
        "The group was dissolved on %(value)s: a sheet cannot be later. Correct the day, or the group."
    ),
    "savings.other_currency": _(
        "The group keeps its books in %(value)s. Give the amounts in that currency, or correct the group."
    ),
    "savings_sheet.too_many_present": _(
        "%(value)s presences are more than the active members could make at these meetings: %(most)s at most. Correct "
        "the presences, the active members or the meetings."
    ),
    "savings_group.currency_stays": _(
        "The sheets of this group are in %(value)s: its currency stays. Enter a new group for books in another one."
    ),
    "savings_group.cycle_before_share_out": _(
        "The last share-out was on %(value)s: a new cycle cannot begin before. Correct the start of the cycle."
    ),
    "savings_group.size_unusual": _(
        "Groups mostly have %(least)s to %(most)s members. Check the number; it is kept as it is."
    ),
    "savings_sheet.value_jumps": _(
        "%(value)s is more than %(times)s times what it was in the sheet before (%(before)s). Check the number "
        "of zeros."
    ),
    "savings_sheet.all_present": _("Everybody was present at every meeting. Check the presences."),
    "savings_sheet.attendance_alike": _(
        "The presences are exactly those of the sheet of %(month)s. Check that they were counted anew."
    ),
    "share_out.before_group": _(
        "The group was formed on %(value)s: a cycle cannot begin before. Correct one of the two dates."
    ),
    "share_out.shares_differ": _(
        "The shares times what is paid for each do not come to what was shared out. Check the three numbers."
    ),
    "transaction.of_others": _(
        "Neither who pays nor who receives is your organisation. Enter what concerns it; the consortium enters "
        "the rest."
    ),
    "transaction.before_agreement": _(
        "The agreement was signed on %(value)s: a transaction cannot be earlier. Correct the date, or the agreement."
    ),
    "transaction.other_line": _(
        "This budget line belongs to the agreement “%(value)s”. Choose a line of the same agreement."
    ),
    "transaction.to_itself": _("Who pays and who receives are the same organisation. Correct one of the two."),
    "transaction.corrects_correction": _("%(value)s is a correction itself. Name the transaction that was wrong."),
    "transaction.corrects_other": _(
        "%(value)s has another agreement, budget line, type or currency. A correction has those of what it corrects."
    ),
    "transaction.corrects_later": _(
        "What is corrected was made on %(value)s: a correction cannot be earlier. Correct the date."
    ),
    "transaction.corrects_too_much": _(
        "Of the transaction that is corrected, %(value)s is left. A correction cannot take more than that."
    ),
    "budget_line.two_years": _(
        "A line lies within one year. End it on 31 December, and make another line for the rest."
    ),
    "budget_line.before_agreement": _(
        "The agreement runs from %(value)s: a line cannot begin earlier. Correct the day, or the agreement."
    ),
    "budget_line.after_agreement": _(
        "The agreement runs until %(value)s: a line cannot end later. Correct the day, or the agreement."
    ),
    "budget_line.number_taken": _(
        "The agreement has a line of this number in this year: %(value)s. Correct that one, or give another number."
    ),
    "exchange_rate.of_the_euro": _("Rates say what one euro is worth: the euro needs none. Choose another currency."),
    "exchange_rate.day_taken": _(
        "The currency has a rate of this day: %(value)s. Correct that one, or the day of this one."
    ),
    "compact.pillar_twice": _("A pillar is named twice. Keep one line for each."),
    "compact_review.not_signed": _(
        "This compact is not signed: there is nothing to follow up yet. Choose another one, or correct the compact."
    ),
    "compact_review.before_signing": _(
        "The compact was signed on %(value)s: a follow-up meeting cannot be earlier. Correct one of the two dates."
    ),
    "public_entity.no_indicator": _("No indicator is given. Enter those of the contract, each with its weight."),
    "public_entity.indicator_twice": _("An indicator is in the contract twice. Keep one line for each."),
    "evaluation.no_points": _(
        "No indicator is scored. Give each indicator of the contract a line; without points if it was not scored."
    ),
    "evaluation.indicator_twice": _("An indicator is scored twice. Keep one line for each."),
    "evaluation.before_contract": _(
        "The contract begins on %(value)s: the period cannot begin before. Correct the period, or the contract."
    ),
    "evaluation.after_contract": _(
        "The contract ends on %(value)s: the period cannot end later. Correct the period, or the contract."
    ),
    "evaluation.not_in_contract": _(
        "This indicator is not in the contract of the entity, and has no weight. Choose one of the contract, or "
        "correct the contract."
    ),
    "evaluation.period_taken": _(
        "The entity has an evaluation of some of these days already: %(value)s. Correct that one, or the period of "
        "this one."
    ),
    "evaluation.verified_by_itself": _(
        "The entity cannot verify its own performance. Name the office or the body that did."
    ),
    "evaluation.verified_twice_by_one": _(
        "The same office verified and counter-verified. Name another one, or leave the counter-verification empty."
    ),
    "evaluation.counter_unsaid": _(
        "There are points of a counter-verification, and nobody says when it was made. Give its day and the office."
    ),
    "evaluation.other_scorecard": _(
        "This scorecard assesses another service. Choose one of this entity, or name the entity on the scorecard."
    ),
    "evaluation.gap_above": _(
        "Verification and counter-verification differ by %(value)s points; %(most)s are allowed. Look at the sheets "
        "again before it is paid."
    ),
    "scorecard.no_criterion": _("No criterion is given. Enter each with the score and how many citizens gave it."),
    "scorecard.criterion_twice": _("A criterion is scored twice. Keep one line for each."),
    "scorecard.all_alike": _(
        "All criteria have the same score from as many people. Check that they were asked one by one; it is kept as "
        "it is."
    ),
    "works.outline_unreadable": _(
        "“%(value)s” is not a line or a point. Write it as LINESTRING (29.37 -1.19, 29.38 -1.20), longitude first, or "
        "leave it empty and name both ends in words."
    ),
    "works.report_missing": _(
        "What is verified comes with the signed report of the service. Add it, or leave the verified quantity empty."
    ),
    "works.verified_by_itself": _(
        "“%(value)s” owns this record: nobody verifies their own works. Name the State service that measured them."
    ),
    "works.verified_above_done": _("More is verified than is declared as done. Check both."),
    "record.like_another": _(
        "Another record has the same place and the same answers here. Look whether it is the same thing, entered twice."
    ),
    "record.names_in_public_text": _(
        "This seems to name a person or to give a phone number, in a record that everybody may read. Name the office "
        "instead, or make the record internal."
    ),
    "session.attendance_round": _(
        "All %(lines)s numbers of people end in nought. Check that people were counted, not estimated."
    ),
    "session.attendance_alike": _(
        "The %(people)s people are in every line those of the session before. Check that they were counted anew."
    ),
    "session.attendance_jumps": _(
        "%(people)s people are more than %(times)s times those of the session before (%(before)s). Check the numbers."
    ),
    "case.more_households_than_people": _("There are more households than people concerned. Check both."),
    "case.more_fled_than_people": _("More people fled than are concerned. Check both."),
    "draft.too_many": _("You keep %(most)s drafts already. Save or delete some of them first."),
    "draft.too_large": _("This is too long for a draft. Save it as a record, or shorten its texts."),
    "issue.explanation_missing": _("Say why it is right as it is: the explanation stays beside the issue."),
    "issue.over": _("This issue is no longer open: somebody explained it, or a correction took its cause away."),
    "issue.person_unknown": _(
        "This person does not see the record, or may not correct it. Choose somebody from the list."
    ),
    "issue.due_missing": _("Say until when somebody looks at it: a day, as 2026-01-31."),
    "works.wages_differ": _("Days and wages of the workers come to %(sum)s, the wages due say %(value)s. Check both."),
    "works_visit.before_works": _(
        "The work begins on %(value)s: a visit cannot be earlier. Correct one of the two dates."
    ),
    "grant.paid_before_signing": _(
        "The agreement was signed on %(value)s: nothing is paid before. Correct one of the two dates."
    ),
    "grant.tranches_above_amount": _(
        "The tranches come to %(value)s, more than the grant. Correct the amount or the tranches."
    ),
    "grant.person_public": _(
        "A grant to a person or a family is never public, even under a code. Choose another sensitivity."
    ),
    "grant_visit.before_grant": _(
        "The grant was signed on %(value)s: a visit cannot be earlier. Correct one of the two dates."
    ),
    "followup.may_not_verify": _(
        "Your role does not verify commitments. An observer of a partner or of the consortium does."
    ),
    "followup.not_your_side": _(
        "Your role does not speak for this side. The State speaks for itself; the population speaks through an "
        "agent or a "
        "local structure."
    ),
    "followup.document_missing": _(
        "An agent may enter this side’s word only with its signed document. Add a photograph of the document."
    ),
    "followup.numbers_missing": _("Say how many women and men were present when the population spoke."),
    "followup.commitment_stays": _(
        "A word stays with the commitment that it was said about. Enter a new word on the other commitment."
    ),
    "followup.both_sides": _(
        "You already entered another voice on this commitment. Nobody enters both sides, and who spoke for a "
        "side does not "
        "verify: ask a colleague."
    ),
    "places.file_empty": _("“%(file)s” is empty. Load a table with a heading and at least one row."),
    "places.file_not_text": _(
        "“%(file)s” is not a text table. In the spreadsheet choose “Save as: CSV UTF-8” and load that file."
    ),
    "places.file_broken": _(
        "%(file)s, row %(row)s: this line cannot be read as CSV. Look for a quotation mark that is not closed."
    ),
    "places.read_as_cp1252": _(
        "“%(file)s” is not UTF-8 and was read as Windows-1252. Check the accents of the names, and save the file "
        "as “CSV UTF-8” next time."
    ),
    "places.column_missing": _(
        "%(file)s, row 1: the column “%(column)s” is missing. Add it to the heading (found: %(found)s)."
    ),
    "places.column_twice": _("%(file)s, row 1: the column “%(column)s” stands twice. Keep one of them."),
    "places.column_not_read": _("%(file)s, row 1: the column “%(column)s” is not known and was not read."),
    "places.cells_too_many": _(
        "%(file)s, row %(row)s: there are more cells than headings (“%(value)s”). Put names with a comma in "
        "quotation marks."
    ),
    "places.cell_missing": _("%(file)s, row %(row)s, column “%(column)s”: the cell is empty. Fill it."),
    "places.text_too_long": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is longer than %(limit)s characters. Shorten it."
    ),
    "places.text_unreadable": _(
        "%(file)s, row %(row)s, column “%(column)s”: %(value)s contains characters that cannot be shown. Type it again."
    ),
    "places.number_invalid": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not a whole number between %(low)s and "
        "%(high)s. Correct it."
    ),
    "places.degrees_invalid": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not a number of degrees. Write it as -1.18666."
    ),
    "places.date_invalid": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not a date. Write it as 2019-09-11 or 11/09/2019."
    ),
    "places.word_unknown": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not in the list. Use one of: %(known)s."
    ),
    "places.other_countries": _("%(file)s: rows of other countries than the DRC (COD) were not read: %(count)s."),
    "places.code_missing": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(name)s” has no code, and a name alone never identifies a "
        "place. Give the code (places of that name: %(candidates)s)."
    ),
    "places.code_invalid": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not a code. Use letters, figures and hyphens,"
        " as in CD6111-bwisha."
    ),
    "places.code_twice": _(
        "%(file)s, row %(row)s, column “%(column)s”: the code “%(value)s” already stands in row %(first)s. Keep "
        "one of the rows, or correct the code."
    ),
    "places.level_differs": _(
        "%(file)s, row %(row)s, column “%(column)s”: this place is known at level %(level)s, not %(value)s. "
        "Correct the code or the level; a place that changed its level gets a new code."
    ),
    "places.kind_does_not_fit": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not a kind of place at level %(level)s. Use "
        "one of: %(known)s."
    ),
    "places.province_has_parent": _(
        "%(file)s, row %(row)s, column “%(column)s”: a province has no parent. Empty the cell, or correct the level."
    ),
    "places.parent_unknown": _(
        "%(file)s, row %(row)s, column “%(column)s”: no place has the code “%(value)s”. Correct it, or add the "
        "parent to the table."
    ),
    "places.parent_refused": _(
        "%(file)s, row %(row)s, column “%(column)s”: the row of the parent “%(value)s” was refused. Correct that "
        "row first."
    ),
    "places.parent_too_low": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is at level %(parent_level)s and cannot hold a "
        "place of level %(level)s. Correct the parent or the level."
    ),
    "places.parent_not_of_code": _(
        "%(file)s, row %(row)s, column “%(column)s”: the P-code %(p_code)s lies in %(wanted)s, not in “%(value)s”. "
        "Correct the parent; a spreadsheet may have counted the column up."
    ),
    "places.name_taken": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is already %(other)s, of the same kind in "
        "%(parent)s. Use that code if it is the same place, else give a name that tells them apart."
    ),
    "places.point_half": _(
        "%(file)s, row %(row)s, column “%(column)s”: a point needs latitude and longitude. Fill this cell, or "
        "empty the other."
    ),
    "places.point_outside": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” lies outside the DRC. Check the sign, and that "
        "latitude and longitude are not exchanged."
    ),
    "places.precision_without_point": _(
        "%(file)s, row %(row)s, column “%(column)s”: a precision is given without a point. Fill latitude and "
        "longitude, or empty this cell."
    ),
    "places.ends_before_it_begins": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” is not after the first day. Correct one of the dates."
    ),
    "places.row_twice": _(
        "%(file)s, row %(row)s, column “%(column)s”: “%(value)s” stands there already in row %(first)s. Keep one "
        "of the rows."
    ),
    "places.reference_unknown": _(
        "%(file)s, row %(row)s, column “%(column)s”: nothing has the code “%(value)s”. Correct it, or load that "
        "table first."
    ),
    "places.period_overlaps": _(
        "%(file)s, row %(row)s, column “%(column)s”: this period overlaps the one that begins on %(other)s for "
        "the same place. Give one of them an end."
    ),
    "file.too_large": _(
        "This file is too large: at most %(megabytes)s MB are kept of one file. Make the photograph smaller, or cut "
        "the recording."
    ),
    "file.no_room": _(
        "The files of this record are too large together: at most %(megabytes)s MB are kept. Make them smaller, or "
        "enter fewer."
    ),
    "file.empty": _("This file is empty. Choose it again."),
    "file.gone": _(
        "This file is not on the server any more. Tell the person who looks after the server, who may have it in a "
        "backup."
    ),
    "file.link_over": _("This link was only good for some minutes. Go back to the page and open the file again."),
    "file.link_wrong": _("This link is not yours, or was altered. Open the file from the page of its record."),
    "intake.sign_in": _(
        "This phone is not known here: its key or its password is missing, wrong or was revoked. Scan the QR code "
        "of the phone again, or ask the person who manages access in your organisation."
    ),
    "intake.method": _(
        "Forms are sent to this address by POST. Check the address of the server in the settings of the phone."
    ),
    "intake.not_multipart": _(
        "What arrived is not a form as phones send it. Nothing is lost: keep the form on the phone, update the "
        "application and send it again."
    ),
    "intake.cut_off": _(
        "The connection broke before the end. Keep the form and send it again when the network is better."
    ),
    "intake.no_form_part": _("The form itself is missing from what was sent. Keep it on the phone and send it again."),
    "intake.two_forms": _("Two forms were sent at once. Send them one by one."),
    "intake.empty": _("The form arrived empty. Open it on the phone, save it and send it again."),
    "intake.not_utf8": _(
        "The text of this form is not in UTF-8 and cannot be read. Update the application of the phone and send "
        "it again."
    ),
    "intake.dtd": _(
        "This form carries a document type or entities, which are refused because they can hide an attack. Update "
        "the application of the phone, or tell the person who manages access in your organisation."
    ),
    "intake.not_xml": _(
        "This form is damaged and cannot be read (%(detail)s). Keep it on the phone and tell the person who "
        "manages access in your organisation."
    ),
    "intake.no_identity": _(
        "This form does not say which form it is, or has no identity of its own (instanceID), or too long a one. "
        "Fetch the blank form again and fill it there."
    ),
    "intake.unknown_form": _(
        "No form “%(form)s” exists here. Keep it on the phone, check the address of the server, and fetch the "
        "blank forms again."
    ),
    "intake.too_large": _(
        "This is too large: at most %(megabytes)s MB are taken at once. Make the photographs smaller, or send "
        "fewer files."
    ),
    "intake.try_again": _(
        "The server could not keep this form just now. It stays on the phone: send it again in a few minutes."
    ),
    "intake.other_content": _(
        "A form with the identity %(instance)s arrived before with other content. The first one counts; this is "
        "the second."
    ),
    "intake.other_file": _(
        "A file “%(name)s” arrived before for the same form with other content. The first one counts; this is the "
        "second."
    ),
    "intake.unknown_version": _(
        "This was filled with version “%(version)s” of the form, which this instance never published. Enter the "
        "answers by hand, or set the submission aside."
    ),
    "intake.unknown_question": _(
        "This submission answers questions that its form does not ask (%(question)s). Correct the answers and process "
        "the submission again, so that nothing is lost unseen."
    ),
    "intake.unreadable_answer": _(
        "“%(question)s” could not be read as the form describes it. Correct the answer and process the submission "
        "again."
    ),
    "intake.unexpected": _(
        "Something unexpected happened while this was made into a record (%(kind)s). Nothing is lost: process it "
        "again, and tell the administrator if it happens twice."
    ),
    "intake.erased": _("What this phone sent about a person was erased, as the person may ask. Nothing of it is kept."),
    "intake.not_waiting": _("This submission was made into a record already. Correct the record itself."),
    "excel.not_a_workbook": _(
        "This cannot be read as an Excel workbook: it is another kind of file, or it is damaged. Save it in Excel "
        "as “.xlsx” and bring it again."
    ),
    "excel.old_or_locked": _(
        "This workbook is of the old kind (.xls) or closed by a password. Take the password away, save it as "
        "“.xlsx”, and bring it again."
    ),
    "excel.too_large": _(
        "This workbook unpacks to more than can be read. Copy the rows into a fresh template, as values, or make "
        "several files of it."
    ),
    "excel.too_many_rows": _(
        "The sheet “%(sheet)s” has more rows than are read at once. Make several files of it, each with some of the"
        " rows."
    ),
    "excel.no_template": _(
        "None of the sheets was made from a template of Pamoja: the hidden first row with the names of the columns "
        "is missing. Download the template of this register and copy your rows into it."
    ),
    "excel.other_register": _(
        "This workbook is of another register (%(found)s). Bring it on the page of that one, or take the template "
        "of this register."
    ),
    "excel.column_unknown": _(
        "The sheet “%(sheet)s” has a column “%(column)s” that this register does not know. Download a fresh "
        "template, or delete the column."
    ),
    "excel.column_twice": _("The sheet “%(sheet)s” has the column “%(column)s” twice. Delete one of them."),
    "excel.cell_error": _(
        "The cell shows “%(value)s” in the place of a value. Correct its formula, or type the value."
    ),
    "excel.row_without_record": _(
        "No row of the sheet “%(sheet)s” has “%(value)s” as its code. Write here the code or number of the record "
        "that this row belongs to."
    ),
    "excel.key_twice": _(
        "“%(value)s” stands in the first column of another row too. Give each row a number of its own."
    ),
    "excel.code_unknown": _(
        "No record that you may see has the code “%(value)s”. Correct the code, or leave the cell empty for a new "
        "record."
    ),
    "excel.unknown_record": _(
        "No record “%(value)s” that you may see answers “%(label)s”. Type its code as it stands on its page."
    ),
    "excel.changed_meanwhile": _(
        "Somebody changed this record since the file was downloaded. Download it again, and make your change there."
    ),
    "excel.unexpected": _(
        "Something unexpected happened with this row (%(kind)s). It was not written: enter it by the form, and tell"
        " the administrator."
    ),
    "excel.unexpected_file": _(
        "Something unexpected happened with this workbook (%(kind)s). Tell the administrator, and enter what is urgent "
        "by the form."
    ),
    "excel.too_many_waiting": _(
        "%(most)s workbooks of yours wait already. Decide on them, or give them up, before you bring another one."
    ),
    "excel.not_waiting": _("This workbook does not wait for a decision any more. Look at what became of it."),
    "excel.not_all_good": _(
        "Some rows have a problem, so that not all can be written. Correct them and bring the file again, or have "
        "the good rows written only."
    ),
    "excel.too_many_for_all": _(
        "All or nothing is for at most %(most)s rows, because nobody else can write meanwhile. Have the good rows "
        "written: what stands in the way of others is named."
    ),
    "excel.too_many_to_download": _(
        "An Excel file holds at most %(most)s records here. Narrow the list by its filters, or take the CSV, which "
        "has no limit."
    ),
    "joint.itself": _("%(value)s cannot be the same as itself. Choose the record of the other partner, or none."),
    "joint.chain": _(
        "%(value)s is already told to be the same as %(other)s. Choose the one record with which all of them are "
        "counted."
    ),
    "joint.other_day": _(
        "%(value)s was held on another day, %(day)s. Correct one of the dates, or do not call the two the same session."
    ),
    "session.not_a_distribution": _(
        "Things given are listed, and the session is no distribution. Change the kind of session, or take the list "
        "away."
    ),
    "activity.partner_twice": _(
        "“%(value)s” stands among the partners twice, or is the organisation whose record this is. Take one away."
    ),
    "api.no_key": _("No valid key of a program came with this request. Send it as “Authorization: Bearer KEY”."),
    "api.key_of_another": _(
        "The key of a program is made by the person whose rights it has. Ask that person to make it on their own page."
    ),
    "api.too_large": _("This request is too large. Send one record at a time, without files."),
    "api.method": _("“%(method)s” is not done here. Read with GET, enter with POST, correct with PUT."),
    "api.not_json": _("What was sent cannot be read as JSON. Send an object with “answers”."),
    "api.no_answers": _("“answers” is missing: an object of answers by the names of the questions (see the schema)."),
    "api.unknown_key": _("“%(value)s” is not known here. Answers belong inside “answers”."),
    "api.unknown_question": _("“%(value)s” is no question of this register that takes a text: see its schema."),
    "api.answer_shape": _("“%(where)s” is neither a text nor a number nor a list of those. Correct its shape."),
    "api.not_a_uuid": _("“%(value)s” is not a UUID. Make one, or leave “id” out."),
    "api.not_a_moment": _("“%(value)s” is not a moment. Write it as 2026-11-29T10:00:00+02:00."),
    "api.unknown_filter": _("“%(value)s” is not a filter of this register. The documentation names those that are."),
    "api.version_missing": _("“version” is missing: the number of the version that you read and correct."),
    "complaint.anonymous_with_contact": _(
        "The person stays anonymous, and a name or a phone is given. Take it away, or say that the person does not "
        "stay anonymous."
    ),
    "complaint.nobody_receives": _(
        "No organisation leads the programme here yet, so that nobody would receive this. Tell it to a member of the "
        "team."
    ),
    "complaint.too_often": _("Too many were sent from here at once. Nothing was kept: send it again in ten minutes."),
    "complaint.code_unknown": _(
        "This code is not known here. Look at each letter and figure again; if it is right, ask the team."
    ),
    "complaint.trap_filled": _("One field is to stay empty. Empty it and send again."),
    "psea.words_missing": _("Write what was done or answered: an answer or a note without words says nothing."),
    "psea.not_oneself": _("Nobody names themselves as focal point. Somebody else who may has to do it."),
    "psea.cannot_be_named": _(
        "Only an active person of the organisation that leads the programme, whose role opens reports of abuse, can be "
        "named as focal point. Change the role first."
    ),
    "plan.unreadable": _("The file cannot be read as TOML (%(reason)s). Correct it; nothing was declared."),
    "plan.missing": _("%(where)s: “%(name)s” is missing or has another shape. Add it; nothing was declared."),
    "plan.unknown": _("%(where)s: “%(value)s” is not known here. Correct its spelling; nothing was declared."),
    "plan.unknown_value": _("%(where)s: “%(value)s” is none of: %(known)s. Choose one; nothing was declared."),
    "plan.ends_before": _("%(where)s: it ends before it begins. Correct one of the two dates; nothing was declared."),
}
