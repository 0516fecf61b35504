//! The kinds of document that this program writes, and how each is known again.

/// What kind of document a workbook of this program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A form to fill, or filled.
    Form,
    Consolidation,
    Register,
    Definition,
    /// What a unit is told about its return.
    Feedback,
    /// A list of units to remind.
    Reminders,
}

impl Document {
    const ALL: [Self; 6] = [
        Self::Form,
        Self::Consolidation,
        Self::Register,
        Self::Definition,
        Self::Feedback,
        Self::Reminders,
    ];

    /// The schema that the workbook states.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Form => "bdhvs.form/1",
            Self::Consolidation => "bdhvs.consolidation/1",
            Self::Register => "bdhvs.register/1",
            Self::Definition => "bdhvs.definition/1",
            Self::Feedback => "bdhvs.feedback/1",
            Self::Reminders => "bdhvs.reminders/1",
        }
    }

    pub fn from_schema(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.schema() == text.trim())
    }
}

/// How the headers of the tables in CSV start: of the issue register, of findings, of who has sent, and
/// those of a data package.
pub const CSV_STARTS: [&str; 13] = [
    "serial,unit,name,file,sha256",
    "path,unit,status,code,name",
    "unit,name,group,standing",
    "form,indicator,scope,unit,unit_name,kind,number",
    "form,indicator,number,label,measure,aggregation",
    "unit,unit_name,kind,expected,submitted",
    "path,unit,outcome,reason,decision",
    "form,indicator,number,label,state,due",
    "form,indicator,role,unit,unit_name,standing",
    "form,indicator,number,label,answered,not_applicable",
    "form,indicator,unit,unit_name,text,faulty",
    "form,unit,unit_name,line,column,caption",
    "form,column,caption,total",
];

/// How a message to a unit starts, in each language.
pub const MESSAGE_STARTS: [&str; 2] =
    ["Kết quả kiểm tra báo cáo: ", "Result of the check of your report: "];
