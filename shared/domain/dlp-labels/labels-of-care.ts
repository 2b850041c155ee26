import type { LabelTable } from "./label-table.ts";

/** What patients, clinics and health plans call their numbers. */
export const careLabels: LabelTable = [
  {
    type: "MEDICAL_RECORD_NUMBER",
    strong:
      "mrn,mrno,rec~,hrn,pid,patnr,pat nr,m r n,mr~,medical record,med rec,med record,medrec,medical rec,health record,patient~,patient identifier,patient identification,patient code," +
      "patient file number,patient record,patient chart,pt~,pat id,hospital~,hosp~,hospital record,clinic~,clinic record,unit record,unit~,umrn,ur~,urn,uhid,empi,mpi,master patient index," +
      "enterprise id,emr,ehr,epic id,cerner id,record~,records number,chart~,inpatient number,outpatient number,person number,crn,cpr number,emis~,casenote~,case note number,dossier,ipp,patient reference," +
      "hospital reference,hospital card,opd card,opd~,ip number,ip no,cr no,id band,local identifier,chart identifier,index number,medicalrecord,u/r,band number",
    weak: "wristband,bracelet,band,ur,file,chart,mr,record,medical number,registry number,admission~,hospital registration number",
  },
  {
    type: "HEALTH_PLAN_NUMBER",
    strong:
      "member~,member identification,mem id,memid,membership~,subscriber~,sub id,policy~,policyholder~,insurance~,insurance policy,insurance member,insurance card,health insurance," +
      "health insurance claim number,health plan,health plan beneficiary,health plan member,beneficiary~,beneficiary identifier,medicare beneficiary,medicare~,medicare card,medicare claim number," +
      "medicaid~,medicaid recipient,recipient~,medicaid card,mbi,hicn,hic,enrollee~,insured~,cardholder~,group~,grp~,plan~,rxgrp,rx grp,rx group,rxgroup,rx id,rxid,coverage id," +
      "certificate of coverage,dva number,dva file number,dva card,fund number,medi-cal id,medi cal id,masshealth id,tricare id,sponsor id,bupa~,medical aid number,gms,gp visit card," +
      "drug payment scheme,ehic,contract~,contract holder,subscriber key,sub key,scheme~,scheme ref,scheme reference,benefit~,tpa card,ayushman card,chip id,ahcccs id,copay card,hmo~,enrolee," +
      "person code,persnum,recip~,insureds id,insured id,seguro medico,numero de seguro,krankenkasse,dental plan,vision plan,krankenversichertennummer,versichertennummer,versicherungsnummer,dbn," +
      "ins~,carte vitale,ahv,member card,hospitalization~,hospitalisation~,medi cal bic,bic~",
    weak:
      "member,membership,subscriber,subs,policy,ins,insurence,medicade,tenncare,soonercare,badgercare,mainecare,husky,vhi,laya,maxicare,insurance,insurer,insured,group,grp,plan,medicare,medicaid," +
      "coverage,beneficiary,medical aid,hmo,ppo,bcbs,blue cross,blue shield,bluecross,anthem,aetna,cigna,uhc,unitedhealthcare,united healthcare,united health,humana,kaiser,tricare,medi-cal," +
      "medical card,dva,health fund,bupa,medibank,molina,centene,wellcare,oscar,highmark,optum,caresource,ambetter",
  },
  {
    type: "DEVICE_ID",
    strong:
      "serial,device~,device identifier,s/n,sn,ser~,imei,meid,esn,imsi,iccid,udi,udi-di,pacemaker~,pump id,implant~,asset tag,asset~,equipment id,machine id,sensor id,transmitter,mac,mac address," +
      "android id,hardware id,device code,device tag,udid,hull id,reader id",
    weak: "device,pacemaker,implant,pump,equipment,sensor,unit serial,cpap,defibrillator,stimulator,prosthesis,hearing aid,glucometer,meter,monitor,scanner,ventilator,wheelchair",
  },
  {
    type: "BIOMETRIC_ID",
    strong:
      "fingerprint,fingerprint template,fingerprint scan,fingerprint hash,voiceprint,voice print,voice id,face id,faceid,facial recognition,facial scan,face template,retina scan,retinal scan," +
      "iris scan,iris,iris template,biometric,biometric identifier,biometric template,biometric record,biometric scan,biometric data,palm vein,palm print,palmprint,hand geometry,dna profile,gait id",
    weak: "template,photo",
  },
  {
    type: "UNIQUE_ID",
    strong:
      "accession,acc number,claim~,claims number,prescription~,rx number,rx no,rx num,case~,study~,subject~,participant,screening~,complaint~,enrolment id,enrollment id,trial id,research id," +
      "reference~,reference code,ref~,confirmation~,confirmation code,booking code,member code,invite code,referral code,claim code,patient code,ticket~,incident number,referral~," +
      "authorization number,authorisation number,authorization code,auth number,auth code,pbs authority,authority number,approval number,cad,police ref,police reference,prior auth," +
      "prior authorization,preauth,specimen~,sample~,lab~,barcode,encounter~,visit id,csn,requisition,report number,order id,employee,employee~,clock~,emp id,staff~,badge,student~,customer~,customer reference," +
      "client~,booking~,booking reference,appointment~,request~,session id,donor~,unos id,unique id,uuid,guid,user id,userid,profile id,unique identifying number,application~,event id,registry id," +
      "pathology number,radiology number,x-ray number,image id,film number,dispatch number,case reference,file reference,our reference,your reference,tracking,locator,caller id,smartcard,smart card," +
      "police report,docket,court case,warrant number,run number,uid,cid,identifier,case ref",
    weak:
      "claim,order,prescription,rx,case,study,subject,reference,ref,confirmation,ticket,incident,referral,authorization,authorisation,auth,specimen,sample,encounter,customer,client," +
      "booking,trial,accession num,job number",
  },
];
