# Every word that bdhvs shows. Vietnamese is the reference language.

## Terms

## Findings

## Reading files

## Forms

form-period = Period: { $title } (cumulative figures from { $since } to { $until }; stock figures as of { $until })
form-page = Page { $page } of { $pages }
form-caption-check = Check
form-section-own = A. FIGURES OF THE UNIT
form-section-city = B. FIGURES OF THE WHOLE AREA ({ $area }; reported by the lead agency)
form-status-complete = Complete, ready to send
form-status-open-before = Still
form-status-open-after = rows incomplete or to be looked at: see the column “Check”
form-check-complete = Complete
form-check-blank = No result yet
form-check-people-blank = No number of people yet
form-check-half-base = One of the two figures is missing
form-check-no-base = Complete; better with both figures behind the rate
form-check-not-number = Must be a number
form-check-not-whole = Must be a whole number, not negative
form-check-zero-base = The total is 0
form-check-exceeds = The part is larger than the total
form-check-range = The rate must be between 0 and 100
form-check-mismatch = The rate does not agree with its two figures
form-check-not-rank = The rank must be a whole number from 1
form-check-not-choice = Choose from the list
form-check-no-evidence = Evidence is missing
form-check-error = A cell holds a formula error
form-title-figure = Row { $number }
form-title-evidence = Row { $number }: evidence
form-title-explanation = Row { $number }: explanation
form-title-baseline = Row { $number }: before
form-prompt-figure = { $what }. A whole number.
form-prompt-percent = Worked out from the two figures beside it. If only the rate is known, write the percentage itself, for example 85.5 (no % sign). You may also write: Không áp dụng; Chưa có số liệu.
form-prompt-count = { $covers } A whole number ({ $noun }), nothing like “more than” or “about”. You may also write: Không phát sinh; Không áp dụng; Chưa có số liệu.
form-prompt-rank = The rank as a number, for example 4. You may also write: Không áp dụng; Chưa có số liệu.
form-prompt-choice = Choose from the list.
form-prompt-text = A short text.
form-prompt-baseline = The rate before the movement started (%), if known. Optional.
form-prompt-evidence = { $demand }.
form-prompt-evidence-optional = Source of the figure, documents, links (optional).
form-prompt-explanation = The reason when a figure is unusual, below its target or missing.
form-covers-stock = As of { $until }.
form-covers-flow = From { $since } to { $until }.
form-error-title = Not what is asked
form-refusal-percent = Only a percentage from 0 to 100, or: Không áp dụng; Chưa có số liệu.
form-refusal-rank = Only a rank, a whole number from 1, or: Không áp dụng; Chưa có số liệu.
form-refusal-choice = Please choose from the list.
form-refusal-count = Only a whole number, not negative, or: Không phát sinh; Không áp dụng; Chưa có số liệu.
form-refusal-baseline = Only a percentage from 0 to 100, or: Chưa có số liệu.
form-refusal-whole = Only a whole number, not negative.
form-foot-person = Filled in by
form-foot-phone = Telephone
form-foot-letter = Covering letter no.
form-foot-date = Date
form-signature = HEAD OF THE UNIT
form-signature-note = (Signature, full name and seal)
form-guide-sheet = Guide
form-guide-cells = 1. Write only in the yellow cells. The others are locked (without a password).
form-guide-numbers = 2. Figures are numbers without words; no estimates (“more than”, “about”, “5-7”).
form-guide-words = 3. If there was nothing, write “Không phát sinh”; if the row does not concern the unit, “Không áp dụng”; if the figure is not known yet, “Chưa có số liệu”. Leave nothing blank.
form-guide-rates = 4. Rates: give the part and the total, the rate is worked out.
form-guide-check = 5. The column “Check” says which row is incomplete or wrong; send the file when the top of the form says “Complete, ready to send”.
form-guide-keep = 6. Do not delete or add rows or columns, do not rename sheets. Save as .xlsx.
form-guide-send = 7. Send this file to { $office }, with a signed and sealed copy as the rules require.
form-guide-send-due = 7. Send this file to { $office } by { $due }, with a signed and sealed copy as the rules require.
form-guide-forms = Forms to fill in:
register-sheet = Register
register-serial = Serial
register-unit = Unit code
register-name = Unit name
register-file = File
register-sha256 = SHA-256
register-campaign = Campaign
register-period = Period
register-version = Form version
register-issued = Issued on

## Consolidation

## Command line

